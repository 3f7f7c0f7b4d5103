package kansa.subject.kansa_region

answers["table/some_trail"] := data.kansa.control.table_some_trail.answer
