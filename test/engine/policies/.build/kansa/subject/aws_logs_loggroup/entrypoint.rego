package kansa.subject.aws_logs_loggroup

answers["table/retention"] := data.kansa.control.table_retention.answer
