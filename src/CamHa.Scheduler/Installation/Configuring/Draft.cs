using System.Text.Json;
using System.Text.Json.Nodes;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Configuration;

namespace CamHa.Scheduler.Installation.Configuring;

/// <summary>The settings as they will be written: what the file holds already, and the answers over it.</summary>
internal sealed class Draft
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    private readonly JsonObject _document;
    private readonly Dictionary<Question, string> _secrets = [];

    /// <param name="file">Where it will be written.</param>
    /// <param name="places">The installed service's, if it is that one's file; null for a file of somebody's own.</param>
    /// <exception cref="SettingsException">There is a file, and it is not JSON.</exception>
    public Draft(string file, Places? places)
    {
        (File, Places) = (file, places);
        if (System.IO.File.Exists(file))
        {
            // For its faults: what that reads, this reads too.
            Configuration.Settings.Load(file, []);
            Before = System.IO.File.ReadAllText(file);
        }

        _document = JsonNode.Parse(Before ?? "{}", AnyCase, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true })!.AsObject();
    }

    public string File { get; }

    public string Folder => Path.GetDirectoryName(File)!;

    public Places? Places { get; }

    /// <summary>The file as it was; null where there was none.</summary>
    public string? Before { get; }

    public string Text => _document.ToJsonString(JsonFormat.Options) + "\n";

    /// <summary>The secrets that were given, and what they answer.</summary>
    public IReadOnlyDictionary<Question, string> Secrets => _secrets;

    public string this[string setting] => Settings().Values[setting] ?? "";

    public string this[Question question] =>
        question.SecretFile is not null ? ""
        : question.Keyword is null ? this[question.Setting]
        : Parts(question).TryGetValue(question.Keyword, out var part) ? $"{part}" : "";

    /// <summary>Whether there is a secret already, in whatever way.</summary>
    public bool HasSecret(Question question) => Secret.Ways.Any(way => this[question.Setting + way].Length > 0);

    /// <summary>What stands in the file, or else the usual answer.</summary>
    public string Proposed(Question question) =>
        this[question] is { Length: > 0 } now ? now
        : question.IsPath && Places is not null ? Path.Combine(Places.DataFolder, question.Default)
        : question.Default;

    /// <summary>What nobody is asked: mail is sent, and an installed service writes where it may.</summary>
    public void AnswerUsual()
    {
        Set("Mail:Transport", "smtp");
        if (Places is null)
            return;
        if (this["Report:ArchiveFolder"].Length == 0)
            Set("Report:ArchiveFolder", Path.Combine(Places.DataFolder, "reports"));
    }

    /// <param name="question">What was asked.</param>
    /// <param name="answer">Of a secret, an empty one keeps what there is.</param>
    public void Answer(Question question, string answer)
    {
        if (question.SecretFile is not null && answer.Length == 0)
            return;
        if (question.SecretFile is not null)
            AnswerSecret(question, answer);
        else if (question.Keyword is not null)
            AnswerPart(question, answer);
        else
            Set(question.Setting, answer);
    }

    public void Set(string setting, string value)
    {
        // Where its whole name is spelled out, it would count beside the one in its section.
        _document.Remove(setting);
        var keys = setting.Split(':');
        var section = _document;
        foreach (var key in keys[..^1])
        {
            if (section[key] is not JsonObject)
                section[key] = new JsonObject(AnyCase);
            section = section[key]!.AsObject();
        }

        section[keys[^1]] = int.TryParse(value, out var number) && FormattableString.Invariant($"{number}") == value ? number
            : bool.TryParse(value, out var flag) ? flag
            : value;
    }

    /// <summary>The settings as they would be, with the secrets in them; nothing but the file and the answers counts.</summary>
    /// <param name="isWanted">The sections to look at; null for all.</param>
    public Settings Settings(Func<string, bool>? isWanted = null)
    {
        var all = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(_document)))
            .AddInMemoryCollection(_secrets.SelectMany(secret => new KeyValuePair<string, string?>[] { new(secret.Key.Setting, secret.Value), new(secret.Key.Setting + "File", "") }))
            .Build();
        var wanted = all.GetChildren().Where(section => isWanted?.Invoke(section.Key) ?? true).SelectMany(section => section.AsEnumerable());
        return new(new ConfigurationBuilder().AddInMemoryCollection(wanted.Where(value => value.Value is not null)).Build(), Folder);
    }

    private void AnswerSecret(Question question, string answer)
    {
        _secrets[question] = answer;
        Remove(question.Setting);
        Remove(question.Setting + "Protected");
        // The unit's LoadCredential hands it to the service alone.
        Set(question.Setting + "File", Places is not null && OperatingSystem.IsLinux() && !question.IsForEveryVerb
            ? $"$CREDENTIALS_DIRECTORY/{question.SecretFile}"
            : question.SecretFile!);
    }

    private void AnswerPart(Question question, string answer)
    {
        var parts = Parts(question);
        parts[question.Keyword!] = answer;
        if (question.Keyword == "User ID")
            parts.IntegratedSecurity = answer.Length == 0;
        Set(question.Setting, parts.ToString());
    }

    private SqlConnectionStringBuilder Parts(Question question)
    {
        try
        {
            return new(this[question.Setting]);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // Asked anew, part by part.
            return [];
        }
    }

    private void Remove(string setting)
    {
        _document.Remove(setting);
        var at = setting.LastIndexOf(':');
        JsonNode? section = _document;
        foreach (var key in setting[..at].Split(':'))
            section = (section as JsonObject)?[key];
        (section as JsonObject)?.Remove(setting[(at + 1)..]);
    }
}
