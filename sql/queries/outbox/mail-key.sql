SELECT Secret FROM MailKey WHERE Id = 1;
