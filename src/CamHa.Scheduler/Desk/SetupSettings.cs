using System.Security.Cryptography;
using System.Text;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Installation;
using CamHa.Scheduler.Installation.Configuring;
using Microsoft.Extensions.Configuration;

namespace CamHa.Scheduler.Desk;

/// <summary>The settings as they will be after the next start, and what the page adds to them.</summary>
internal sealed class SetupSettings(Settings running) : IDisposable
{
    // Two who save at once must not lose each other's answers.
    private readonly SemaphoreSlim _one = new(1);

    public void Dispose() => _one.Dispose();

    /// <summary>Whether something was saved that the running service does not use yet.</summary>
    public bool IsPending => !Same(running.Page, PageSettings.Read(running.PageFile));

    /// <summary>All settings, with those that were saved here.</summary>
    public Draft Draft() => new(running.File ?? Path.Combine(running.Folder, Settings.DefaultFile), places: null);

    /// <summary>What the service would run with: its own settings, overridden by answers that are not saved yet.</summary>
    public Settings With(Draft draft, IEnumerable<KeyValuePair<string, string>> answers)
    {
        var all = draft.Settings().Values;
        return running with
        {
            Values = new ConfigurationBuilder()
                .AddConfiguration(running.Values)
                .AddInMemoryCollection(answers.Select(each => KeyValuePair.Create(each.Key, (string?)each.Value)))
                .AddInMemoryCollection(Secret.Ways.Select(way => $"Smtp:Password{way}")
                    .Select(key => new KeyValuePair<string, string?>(key, all[key] ?? "")))
                .Build(),
        };
    }

    /// <summary>Saves answers: all of them, or none.</summary>
    /// <exception cref="IOException">The disk does not take them.</exception>
    public async Task SaveAsync(IEnumerable<KeyValuePair<string, string>> answers, CancellationToken token)
    {
        await _one.WaitAsync(token);
        try
        {
            var text = PageSettings.Text(running.PageFile, answers.Select(Kept));
            await PrivateFile.WriteAsync(running.PageFile, text, isForService: false, token);
        }
        finally
        {
            _one.Release();
        }
    }

    // On Windows, bound to the machine besides.
    private static KeyValuePair<string, string> Kept(KeyValuePair<string, string> answer) =>
        OperatingSystem.IsWindows() && answer.Key.EndsWith(":Password", StringComparison.Ordinal)
            ? new($"{answer.Key}Protected", Convert.ToBase64String(
                ProtectedData.Protect(Encoding.UTF8.GetBytes(answer.Value), optionalEntropy: null, DataProtectionScope.LocalMachine)))
            : answer;

    private static bool Same(IReadOnlyDictionary<string, string?> left, IReadOnlyDictionary<string, string?> right) =>
        left.Count == right.Count && left.All(each => right.TryGetValue(each.Key, out var value) && value == each.Value);
}
