package kansa.alone.control

answer := data.kansa.control[input.alone].answer
