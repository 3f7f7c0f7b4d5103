package kansa.subject.aws_bedrock_guardrail

answers["table/masking"] := data.kansa.control.table_masking.answer
