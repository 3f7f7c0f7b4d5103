package kansa.subject.aws_sagemaker_notebookinstance

answers["table/access"] := data.kansa.control.table_access.answer

answers["table/host_builtin"] := data.kansa.control.table_host_builtin.answer

answers["table/production_only"] := data.kansa.control.table_production_only.answer
