using System.CommandLine;
using System.Data.Common;
using System.Text.Json;
using CamHa.Scheduler.Accounts;
using CamHa.Scheduler.Alerts;
using CamHa.Scheduler.Alerts.Checks;
using CamHa.Scheduler.Campaigns;
using CamHa.Scheduler.Inbox;
using CamHa.Scheduler.Mail;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using CamHa.Scheduler.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace CamHa.Scheduler.Commands;

/// <summary>Looks for whatever would keep mails from leaving, and names the remedies.</summary>
internal static class DoctorCommand
{
    // A scanner may keep a mail for a while.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Command Create()
    {
        var probe = new Option<bool>("--probe")
        {
            Description = Language.Say(
                "Gửi một thư thử đến hộp thư đến (Inbox) rồi tìm lại ở đó, lâu nhất hai phút.",
                "Sends a mail to the mailbox that is read (Inbox) and looks for it there, for two minutes at most."),
        };
        var command = new Command("doctor", Language.Say(
            "Kiểm tra thiết lập, cơ sở dữ liệu, máy chủ thư, đồng hồ, lịch nghỉ, địa chỉ và ổ đĩa; chỗ nào lỗi thì nói cách sửa.",
            "Checks configuration, database, mail, clock, calendar, addresses and disk."))
        {
            CommandLine.Json,
            probe,
        };
        command.SetAction(async (parsed, token) =>
        {
            // Creating the services throws with all faults where the configuration is wrong.
            await using var services = ServiceFactory.Create(parsed.Settings());
            var findings = new List<Finding> { DoctorAnswers.SettingsAreValid };
            await foreach (var finding in ExamineAsync(services, parsed.GetValue(probe), token))
                findings.Add(finding);
            if (parsed.GetValue(CommandLine.Json))
            {
                Console.WriteLine(JsonSerializer.Serialize(findings, JsonFormat.Options));
            }
            else
            {
                foreach (var finding in findings)
                    AnsiConsole.MarkupLine($"{Mark(finding)} {Markup.Escape($"{DoctorAnswers.Name(finding.What)}: {finding.Told()}")}");
            }

            return findings.All(finding => finding.IsGood) ? CommandLine.Done : CommandLine.Failed;
        });
        return command;
    }

    private static async IAsyncEnumerable<Finding> ExamineAsync(
        IServiceProvider services, bool sendsProbe, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token)
    {
        var database = services.GetRequiredService<Database>();
        foreach (var warning in database.Warnings)
            yield return new("connection", true, warning, IsWarning: true) { InVietnamese = DoctorAnswers.Unsafe(warning) };
        var ofDatabase = await DatabaseAsync(services, database, token);
        foreach (var finding in ofDatabase)
            yield return finding;

        var isUsable = ofDatabase.TrueForAll(finding => finding.IsGood || finding.What != "database");
        yield return await MailAsync(services, isUsable ? await SpecialistAsync(database, token) : null, token);
        foreach (var finding in await MailboxAsync(
                     services.GetRequiredService<MailboxProbe>(), isUsable ? database : null, sendsProbe, token))
            yield return finding;
        var hasAccounts = isUsable ? await HasAccountsAsync(services.GetRequiredService<AccountStore>(), token) : false;
        if (hasAccounts is { } has && DoctorAnswers.Page(services.GetRequiredService<IOptions<WebOptions>>().Value, has) is { } page)
            yield return page;
        foreach (var finding in await CheckAsync(services.GetRequiredService<Checkup>(), isUsable ? database : null, token))
            yield return finding;
    }

    // Null where they may not be read: another finding says why.
    private static async Task<bool?> HasAccountsAsync(AccountStore accounts, CancellationToken token)
    {
        try
        {
            return await accounts.AnyAsync(token);
        }
        catch (Exception e) when (e is DbException or StorageException)
        {
            return null;
        }
    }

    // A database error is a finding too, so that mail and disk are still checked.
    private static async Task<List<Finding>> DatabaseAsync(IServiceProvider services, Database database, CancellationToken token)
    {
        var findings = new List<Finding>();
        try
        {
            findings.Add(await SchemaAsync(services, database, token));
            if (!findings[0].IsGood)
                return findings;
            await foreach (var finding in DatabaseCheck.ExamineAsync(database, token))
                findings.Add(finding);
            if (services.GetRequiredService<IOptions<NodeOptions>>().Value.Clustered)
                findings.Add(await ClusterAsync(services, token));
        }
        catch (DbException e)
        {
            findings.Add(DoctorAnswers.DatabaseAway(e));
        }

        return findings;
    }

    private static async Task<IReadOnlyList<Finding>> CheckAsync(Checkup checkup, Database? database, CancellationToken token)
    {
        try
        {
            await using var session = database is null ? null : await database.OpenSnapshotAsync(token);
            return await checkup.FindAsync(session, token);
        }
        catch (DbException e)
        {
            return [DoctorAnswers.DatabaseAway(e), .. await checkup.FindAsync(null, token)];
        }
    }

    private static string Mark(Finding finding) => finding switch
    {
        { IsGood: false } => $"[red]{Language.Say("LỖI ", "FAIL")}[/]",
        { IsWarning: true } => $"[yellow]{Language.Say("nhắc", "warn")}[/]",
        _ => $"[green]{Language.Say("tốt ", "ok  ")}[/]",
    };

    private static async Task<Finding> SchemaAsync(IServiceProvider services, Database database, CancellationToken token)
    {
        try
        {
            if (!database.Exists)
                return DoctorAnswers.DatabaseAway(services.GetRequiredService<EarlierDatabase>().Missing());
            await services.GetRequiredService<EarlierDatabase>().EnsureNothingLeftAsync(token);
            var pending = await services.GetRequiredService<SchemaMigration>().PendingAsync(token);
            return pending.Count == 0
                ? DoctorAnswers.DatabaseIsGood(database.Description)
                : DoctorAnswers.DatabaseIsOld(database.Description, pending);
        }
        catch (StorageException e)
        {
            return DoctorAnswers.DatabaseAway(e);
        }
    }

    private static async Task<Finding> ClusterAsync(IServiceProvider services, CancellationToken token)
    {
        var schema = services.GetRequiredService<QuartzSchema>();
        return await schema.MissingAsync(token) is { Count: > 0 } missing
            ? new("cluster", false, schema.Lacks(missing).English) { InVietnamese = schema.Lacks(missing).Vietnamese }
            : new("cluster", true, "Quartz's tables are there") { InVietnamese = "có đủ các bảng của Quartz" };
    }

    private static async Task<IReadOnlyList<Finding>> MailboxAsync(
        MailboxProbe mailbox, Database? database, bool sendsProbe, CancellationToken token)
    {
        if (!mailbox.IsUsed)
            return sendsProbe ? [DoctorAnswers.NoMailbox] : [];
        var opened = DoctorAnswers.Mailbox(mailbox.Name, await mailbox.TryOpenAsync(token));
        if (!opened.IsGood)
            return [opened];
        if (!sendsProbe)
            return await IsPlusUnprovenAsync(mailbox, database, token) ? [opened, DoctorAnswers.PlusIsNotProven] : [opened];
        var answer = await mailbox.SendAsync(Patience, isOnPage: false, token);
        return answer.Plus is { } plus && answer.Took is not null
            ? [opened, DoctorAnswers.Probe(answer), DoctorAnswers.PlusProbe(plus, mailbox.WantsPlus)]
            : [opened, DoctorAnswers.Probe(answer)];
    }

    private static async Task<bool> IsPlusUnprovenAsync(MailboxProbe mailbox, Database? database, CancellationToken token)
    {
        if (!mailbox.WantsPlus || database is null)
            return false;
        try
        {
            await using var session = await database.OpenAsync(token);
            return await mailbox.LastAsync(session, token) is not { PlusFoundAt: not null };
        }
        catch (DbException)
        {
            // Told by the checks of the database.
            return false;
        }
    }

    private static async Task<string?> SpecialistAsync(Database database, CancellationToken token)
    {
        try
        {
            await using var session = await database.OpenAsync(token);
            foreach (var campaign in await CampaignStore.AllAsync(session, token))
            {
                var book = await CampaignStore.AddressBookAsync(session, campaign.Id, token);
                if (book.Specialists.FirstOrDefault() is { } specialist)
                    return specialist.Address;
            }

            return null;
        }
        catch (DbException)
        {
            // Told by the checks of the database.
            return null;
        }
    }

    private static async Task<Finding> MailAsync(IServiceProvider services, string? specialist, CancellationToken token)
    {
        var transport = services.GetRequiredService<IMailTransport>();
        try
        {
            if (transport is SmtpTransport smtp && specialist is not null)
            {
                var from = services.GetRequiredService<IOptions<MailOptions>>().Value.From;
                return DoctorAnswers.OfAnswer(smtp.Description, specialist, await smtp.AskAsync(from, specialist, token));
            }

            if (transport is PickupTransport pickup)
                await pickup.EnsureWritableAsync(token);
            else
                await (await transport.OpenAsync(token)).DisposeAsync();
            return DoctorAnswers.MailIsGood(transport.Description);
        }
        catch (TransportUnavailableException e)
        {
            return new("mail", false, e.Message) { InVietnamese = DoctorAnswers.NoMail(e) };
        }
    }
}
