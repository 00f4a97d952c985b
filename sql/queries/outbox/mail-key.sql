SELECT Secret FROM MailKey;
