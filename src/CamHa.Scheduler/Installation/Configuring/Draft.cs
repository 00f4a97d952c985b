using System.Text.Json;
using System.Text.Json.Nodes;
using CamHa.Scheduler.Configuration;
using CamHa.Scheduler.Text;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Configuration;

namespace CamHa.Scheduler.Installation.Configuring;

/// <summary>The settings to be written: those of the existing file, overridden by the answers.</summary>
internal sealed class Draft
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private readonly JsonObject _document;
    private readonly Dictionary<Question, string> _secrets = [];

    /// <param name="file">The file to be written.</param>
    /// <param name="places">The installed service's folders where the file is the service's; otherwise null.</param>
    /// <exception cref="SettingsException">The file exists and is not JSON.</exception>
    public Draft(string file, Places? places)
    {
        (File, Places) = (file, places);
        if (System.IO.File.Exists(file))
        {
            // Reports a malformed file; what it can read, the parser below can read too.
            Configuration.Settings.Load(file, []);
            Before = System.IO.File.ReadAllText(file);
        }

        _document = JsonNode.Parse(Before ?? "{}", AnyCase, Lenient)!.AsObject();
        TakeOver(PageSettings.Read(PageSettings.FileOf(file)));
    }

    public string File { get; }

    public string Folder => Path.GetDirectoryName(File)!;

    public Places? Places { get; }

    /// <summary>The file's text before; null where there was no file.</summary>
    public string? Before { get; }

    public string Text => _document.ToJsonString(JsonFormat.Options) + "\n";

    /// <summary>The secrets given as answers.</summary>
    public IReadOnlyDictionary<Question, string> Secrets => _secrets;

    public string this[string setting]
    {
        get
        {
            var value = Settings().Values.GetSection(setting);
            // A list is asked as one text.
            return value.Value ?? string.Join("; ", value.GetChildren().Select(item => item.Value));
        }
    }

    public string this[Question question] =>
        question.SecretFile is not null ? ""
        : question.Keyword is null ? this[question.Setting]
        : Parts(question).TryGetValue(question.Keyword, out var part) ? $"{part}" : "";

    /// <summary>Whether the file gives this secret already, in whatever way.</summary>
    public bool HasSecret(Question question) => Secret.Ways.Any(way => this[question.Setting + way].Length > 0);

    /// <summary>The value in the file, or else the usual answer.</summary>
    public string Proposed(Question question) =>
        this[question] is { Length: > 0 } now ? now
        : question.IsPath && Places is not null ? Path.Combine(Places.DataFolder, question.Default)
        : question.Default;

    /// <summary>Sets what nobody is asked: mail goes by SMTP, and an installed service writes only where it may.</summary>
    public void AnswerUsual()
    {
        Set("Mail:Transport", "smtp");
        if (Places is null)
            return;
        if (this["Report:ArchiveFolder"].Length == 0)
            Set("Report:ArchiveFolder", Path.Combine(Places.DataFolder, "reports"));
    }

    /// <param name="question">The question.</param>
    /// <param name="answer">The answer; for a secret, an empty answer keeps the present one.</param>
    public void Answer(Question question, string answer)
    {
        if (question.SecretFile is not null && answer.Length == 0)
            return;
        answer = question.Written(answer);
        if (question.SecretFile is not null)
            AnswerSecret(question, answer);
        else if (question.Keyword is not null)
            AnswerPart(question, answer);
        else
            Set(question.Setting, answer);
    }

    /// <summary>Takes away what belongs to a login that there is no more.</summary>
    /// <returns>The files of its secrets that are left behind.</returns>
    public IReadOnlyList<string> Forget(IEnumerable<Question> questions)
    {
        var files = new List<string>();
        foreach (var question in questions.Where(question => question.IsForgotten && !question.IsAsked(this)))
        {
            _secrets.Remove(question);
            foreach (var way in question.SecretFile is null ? [""] : Secret.Ways)
                Remove(question.Setting + way);
            if (question.SecretFile is { } name && Path.Combine(Folder, name) is var file && System.IO.File.Exists(file))
                files.Add(file);
        }

        return files;
    }

    public void Set(string setting, string value)
    {
        // A key such as "Mail:From" at the top level would compete with the one in its section.
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

    /// <summary>The settings that would result, secrets included. The environment does not count.</summary>
    /// <param name="isWanted">Selects sections; null for all.</param>
    /// <param name="without">Settings to leave out.</param>
    public Settings Settings(Func<string, bool>? isWanted = null, IReadOnlyCollection<string>? without = null)
    {
        var all = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(_document)))
            .AddInMemoryCollection(_secrets.ToDictionary(secret => secret.Key.Setting, secret => (string?)secret.Value))
            .AddInMemoryCollection(_secrets.Keys.ToDictionary(secret => secret.Setting + "File", _ => (string?)""))
            .Build();
        var wanted = all.GetChildren()
            .Where(section => isWanted?.Invoke(section.Key) ?? true)
            .SelectMany(section => section.AsEnumerable())
            .Where(value => without?.Contains(value.Key, StringComparer.OrdinalIgnoreCase) != true);
        return new(new ConfigurationBuilder().AddInMemoryCollection(wanted.Where(value => value.Value is not null)).Build(), Folder);
    }

    // What was set on the page counts as if it stood in the file, and goes into it when the file is written.
    private void TakeOver(IReadOnlyDictionary<string, string?> page)
    {
        foreach (var (setting, value) in page.Where(each => !Secret.Ways.Any(
            way => each.Key.EndsWith($"Password{way}", StringComparison.OrdinalIgnoreCase))))
            Set(setting, value ?? "");
        foreach (var setting in page.Keys.Where(key => key.EndsWith(":Password", StringComparison.OrdinalIgnoreCase)))
        {
            var secret = new Secret(setting, page[setting] ?? "", "", page.GetValueOrDefault($"{setting}Protected") ?? "").Read();
            if (Questions.All.FirstOrDefault(question => question.Setting == setting) is { } question)
                Answer(question, secret);
            else
                Set(setting, secret);
        }
    }

    private void AnswerSecret(Question question, string answer)
    {
        _secrets[question] = answer;
        Remove(question.Setting);
        Remove(question.Setting + "Protected");
        // The unit's LoadCredential gives the file to the service alone.
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
            // A malformed connection string is asked for again, part by part.
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
