package kansa.subject.aws_sagemaker_endpointconfig

answers["table/customer_key"] := data.kansa.control.table_customer_key.answer
