package kansa.subject.aws_sagemaker_modelpackage

answers["table/approved"] := data.kansa.control.table_approved.answer
