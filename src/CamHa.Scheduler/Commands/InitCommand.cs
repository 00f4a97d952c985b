using System.CommandLine;
using System.Data.Common;
using System.Text;
using CamHa.Scheduler.Installation.Configuring;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Scheduling;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Commands;

/// <summary>Creates or upgrades the schema, or prints the script with which somebody with more rights does so by hand.</summary>
internal static class InitCommand
{
    private static readonly Option<string?> Script = new("--script")
    {
        Description = Language.Say(
            "Không thay đổi gì: chỉ in các câu lệnh SQL, hoặc ghi vào TỆP.",
            "Changes nothing: prints the statements, or writes them into FILE."),
        HelpName = Language.Say("TỆP", "FILE"),
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> All = new("--all")
    {
        Description = Language.Say(
            "Cùng với --script: mọi bước, không chỉ các bước chưa chạy.",
            "With --script: every script, and not only those that have not been applied."),
    };

    public static Command Create()
    {
        var command = new Command("init", Language.Say(
            "Tạo cơ sở dữ liệu, hoặc cập nhật cho đúng phiên bản phần mềm.",
            "Creates the database's schema, or brings it up to date; refuses a newer one.")) { Script, All };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = ServiceFactory.Create(parsed.Settings());
            if (parsed.GetResult(Script) is null)
                await ApplyAsync(services, parsed.GetValue(CommandLine.Config), token);
            else
                await PrintAsync(services, parsed.GetValue(Script), parsed.GetValue(All), token);
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task ApplyAsync(IServiceProvider services, string? config, CancellationToken token)
    {
        var database = services.GetRequiredService<Database>();
        await WarnAsync(services.GetRequiredService<EarlierDatabase>(), token);
        var applied = (await services.GetRequiredService<SchemaMigration>().ApplyAsync(token)).ToList();
        if (IsClustered(services))
            applied.AddRange((await services.GetRequiredService<QuartzSchema>().CreateAsync(token)).Select(table => $"quartz.{table}"));
        foreach (var script in applied)
            Console.WriteLine(UpkeepAnswers.Applied(script));
        Console.WriteLine(UpkeepAnswers.Ready(database.Description, applied.Count > 0));
        var next = await NextStep.OfDatabaseAsync(services, looks: true, token);
        if (next.Length > 0)
            Console.WriteLine(UpkeepAnswers.Next(next + (config is null ? "" : $" --config {Invocation.Quoted(config)}")));
    }

    // Whoever types this may begin anew, but not without knowing it.
    private static async Task WarnAsync(EarlierDatabase earlier, CancellationToken token)
    {
        try
        {
            await earlier.EnsureNothingLeftAsync(token);
        }
        catch (StorageException e) when (e.InnerException is null)
        {
            await Console.Error.WriteLineAsync(UpkeepAnswers.Warning(e.Told()));
        }
    }

    private static async Task PrintAsync(IServiceProvider services, string? file, bool isAll, CancellationToken token)
    {
        var pending = isAll ? services.GetRequiredService<SchemaMigration>().Scripts : await PendingAsync(services, token);
        var text = services.GetRequiredService<SchemaScript>().Write(pending);
        if (IsClustered(services))
        {
            var tables = QuartzSchema.Statements(services.GetRequiredService<Database>().Sql);
            text += SqlServerScript.Batches("Quartz's tables, made where they are missing", tables);
        }

        if (file is null)
            Console.Write(text);
        else
            WholeFile.Write(Path.GetFullPath(file), isDurable: false, Encoding.UTF8.GetBytes(text));
        await Console.Error.WriteLineAsync(UpkeepAnswers.Scripts(pending));
    }

    private static async Task<IReadOnlyList<string>> PendingAsync(IServiceProvider services, CancellationToken token)
    {
        var migration = services.GetRequiredService<SchemaMigration>();
        try
        {
            return await migration.PendingAsync(token);
        }
        catch (StorageException e) when (e.InnerException is DbException)
        {
            await Console.Error.WriteLineAsync(UpkeepAnswers.Unknown(e));
            return migration.Scripts;
        }
    }

    private static bool IsClustered(IServiceProvider services) => services.GetRequiredService<IOptions<NodeOptions>>().Value.Clustered;
}
