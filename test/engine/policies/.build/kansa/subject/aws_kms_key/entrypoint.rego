package kansa.subject.aws_kms_key

answers["table/statements"] := data.kansa.control.table_statements.answer
