using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Dapper;
using Microsoft.Data.Sqlite;

namespace CamHa.Scheduler.Tests.Outbox;

/// <summary>Who knows a Message-ID has seen the mail.</summary>
public sealed class MailKeyTests
{
    [Fact]
    public async Task Two_installations_name_the_same_mail_differently()
    {
        var folder = Directory.CreateTempSubdirectory("camha-").FullName;
        Assert.NotEqual(await IdOfNewAsync(Path.Combine(folder, "one.db")), await IdOfNewAsync(Path.Combine(folder, "other.db")));
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_restart_names_it_the_same()
    {
        await using var service = await Service.StartAsync();
        await using var again = service.Another();
        Assert.Equal(await IdAsync(service.Database, service.Get<MailKey>()), await IdAsync(again.Database, again.Get<MailKey>()));
    }

    [Fact]
    public async Task The_Message_IDs_of_mails_are_made_by_the_secret()
    {
        await using var service = await Service.StartAsync();
        await service.RunAsync(Service.Start, Service.Start.AddDays(4));
        await using var session = await service.Database.OpenAsync(Service.Token);
        await service.Get<MailKey>().ReadAsync(session, Service.Token);
        var sent = await session.Connection.QueryAsync<(string Id, string Key, string To)>(
            "SELECT MessageId, MessageKey, Recipient FROM OutboxMessage");
        Assert.NotEmpty(sent);
        Assert.All(sent, mail =>
        {
            Assert.Equal(service.Get<MailKey>().MessageId(mail.Key, mail.To, mail.Id.Split('@')[1]), mail.Id);
            Assert.NotEqual(MailKey.Public().MessageId(mail.Key, mail.To, mail.Id.Split('@')[1]), mail.Id);
        });
    }

    private static async Task<string> IdOfNewAsync(string file)
    {
        var database = new SqliteDatabase(new StorageOptions { File = file });
        await new SchemaMigration(database).ApplyAsync(Service.Token);
        return await IdAsync(database, new());
    }

    private static async Task<string> IdAsync(Database database, MailKey key)
    {
        await using var session = await database.OpenAsync(Service.Token);
        await key.ReadAsync(session, Service.Token);
        return key.MessageId("reminder/NTM/BPT/2022-W24/1", "thon@camha.example", "camha.example");
    }
}
