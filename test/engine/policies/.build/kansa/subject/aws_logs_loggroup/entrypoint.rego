package kansa.subject.aws_logs_loggroup

answers["table/protected"] := data.kansa.control.table_protected.answer

answers["table/retention"] := data.kansa.control.table_retention.answer
