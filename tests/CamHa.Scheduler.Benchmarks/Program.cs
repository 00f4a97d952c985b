using System.Globalization;
using CamHa.Scheduler.Benchmarks;
using CamHa.Scheduler.Benchmarks.Inbox;
using CamHa.Scheduler.Benchmarks.Scale;

// Without arguments the service's figures; with them one measurement of the delivery, as delivery.sh asks for them.
switch (args)
{
    case []:
        await ServiceFigures.RunAsync();
        return 0;
    case ["report"]:
        await ReportFigures.RunAsync();
        return 0;
    case ["report", var longTexts]:
        ReportFigures.Large(Number(longTexts));
        return 0;
    case ["idle"]:
        await Idle.RunAsync(minutes: 60);
        return 0;
    case ["idle", var minutes]:
        await Idle.RunAsync(Number(minutes));
        return 0;
    case ["release", var program]:
        await Release.RunAsync(program);
        return 0;
    case ["pages"]:
        await Pages.RunAsync(campaigns: 10_000);
        return 0;
    case ["pages", var campaigns]:
        await Pages.RunAsync(Number(campaigns));
        return 0;
    case ["growth"]:
        await Growth.RunAsync();
        return 0;
    case ["workbooks"]:
        await Workbooks.RunAsync(mutations: 100_000);
        return 0;
    case ["workbooks", var mutations]:
        await Workbooks.RunAsync(Number(mutations));
        return 0;
    // Each in a process of its own, started by the one above.
    case ["workbooks-import", var workbook, var database]:
        await Workbooks.ImportAsync(workbook, database);
        return 0;
    case ["workbooks-mutate", var folder, var mutations]:
        Workbooks.Mutate(folder, Number(mutations));
        return 0;
    case ["workbooks-mutate", var folder, var mutations, var from]:
        Workbooks.Mutate(folder, Number(mutations), Number(from));
        return 0;
    case ["scale", .. var rest] when ScaleArguments.TryParse(rest, out var campaigns, out var keep):
        await ScaleFigures.RunAsync(campaigns, keep);
        return 0;
    case ["export"]:
        await ExportFigures.RunAsync();
        return 0;
    // In a process of its own, started by the one above.
    case ["export-once", var store]:
        await ExportFigures.OnceAsync(new(store));
        return 0;
    case ["look"]:
        await OneLook.RunAsync(100_000);
        return 0;
    // Each in a process of its own, started by the one above.
    case ["look-once", var first, var second]:
        await OneLook.LookAsync(new(first), new(second));
        return 0;
    case ["look-bare", var store, var looked]:
        await OneLook.BareAsync(new(store), new(looked));
        return 0;
    case ["inbox", _, ..]:
        Collections.Run(args[1..]);
        return 0;
    case ["inbox-read"]:
        await Reading.RunAsync(10_000);
        return 0;
    case ["inbox-read", var mails]:
        await Reading.RunAsync(Number(mails));
        return 0;
    // In a process of its own, started by the one above.
    case ["inbox-read-once", var file, var port]:
        await Reading.OnceAsync(file, Number(port));
        return 0;
    case ["inbox-answer"]:
        await Answering.RunAsync();
        return 0;
    case ["inbox-kills"]:
        await InboxKills.RunAsync(kills: 200, mails: 2000);
        return 0;
    case ["inbox-kills", var kills, var mails]:
        await InboxKills.RunAsync(Number(kills), Number(mails));
        return 0;
    // In a process of its own, started by the one above.
    case ["inbox-life", var file, var port]:
        await InboxKills.LiveAsync(file, Number(port));
        return 0;
    case ["changes"]:
        await RecordOfChanges.RunAsync();
        return 0;
    case ["resident"]:
        await Resident.RunAsync();
        return 0;
    // In a process of its own, started by the one above.
    case ["resident-once", var store, var look]:
        await Resident.OnceAsync(new(store), look);
        return 0;
    case ["linear"]:
        await Linear.RunAsync();
        return 0;
    case ["linear-once", var store]:
        await Linear.OnceAsync(new(store));
        return 0;
    // Each in a process of its own, started by the one above.
    case ["scale-look", var store]:
        await WholeLook.RunAsync(new(store));
        return 0;
    case ["scale-bare", var looked, var seed]:
        await BareStatements.RunAsync(new(looked), new(seed));
        return 0;
    case ["scale-commune", var store, var campaigns]:
        await OneCommune.RunAsync(new(store), Number(campaigns));
        return 0;
    case ["scale-claim", var store, var repetitions]:
        await Claims.RunAsync(new(store), Number(repetitions));
        return 0;
    case ["scale-dispatch", var store]:
        await OneDispatcher.RunAsync(new(store));
        return 0;
    case ["deliver", var port, var mails, var warmUp]:
        await WholePipeline.RunAsync(Number(port), Number(mails), Number(warmUp));
        return 0;
    case ["kills", var sessions]:
        await Kills.RunAsync(Number(sessions), kills: 20, mails: 2000);
        return 0;
    case ["kills", var sessions, var kills, var mails]:
        await Kills.RunAsync(Number(sessions), Number(kills), Number(mails));
        return 0;
    // In a process of its own, started by the one above.
    case ["kills-life", var port, var file, var sessions]:
        await Kills.SendAsync(Number(port), file, Number(sessions));
        return 0;
    case ["mailkit-each", var port, var mails, var parallel]:
        await ConnectionAMail.RunAsync(Number(port), Number(mails), Number(parallel));
        return 0;
    case ["seed", var file, var campaigns, var pending, var sent]:
        // Opened once as the service does, for the schema.
        await (await Delivery.OpenAsync(file, port: 25)).DisposeAsync();
        ReminderSeed.Write(file, Number(campaigns), Number(pending), Number(sent));
        return 0;
    // What peers.sh needs of this side.
    case ["seed-campaign", var file, var units, var assignments, var today]:
        await PeerCampaign.WriteAsync(file, Number(units), Number(assignments), DateOnly.ParseExact(today, "yyyy-MM-dd"));
        return 0;
    case ["send", var port, var file, var sessions]:
        await Kills.SendAsync(Number(port), file, Number(sessions));
        return 0;
    case ["sink", var port, var file]:
        await RecipientSink.RunAsync(Number(port), file);
        return 0;
    case ["memory", var port, var file, var mails]:
        await Memory.RunAsync(Number(port), file, Number(mails));
        return 0;
    case ["first", var port, var file]:
        await FirstMail.RunAsync(Number(port), file);
        return 0;
    default:
        Console.Error.WriteLine("""
            report [TEXTS-OF-100-KB]
            idle [MINUTES]
            release PROGRAM
            growth
            export
            scale [CAMPAIGNS] [--keep DIR]
            look
            changes
            inbox FOLDER...
            inbox-read [MAILS]
            inbox-answer
            inbox-kills [KILLS MAILS]
            linear
            resident
            workbooks [MUTATIONS]
            deliver PORT MAILS WARM-UP
            mailkit-each PORT MAILS PARALLEL
            kills SESSIONS [KILLS MAILS]
            seed FILE CAMPAIGNS PENDING SENT
            seed-campaign FILE UNITS ASSIGNMENTS TODAY
            send PORT FILE SESSIONS
            sink PORT FILE
            memory PORT FILE MAILS
            first PORT FILE
            """);
        return 2;
}

static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
