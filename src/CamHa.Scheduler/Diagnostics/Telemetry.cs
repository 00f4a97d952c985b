using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace CamHa.Scheduler.Diagnostics;

/// <summary>
/// The service's own counters, and the spans of its work. Costs next to nothing while nobody listens; docs/observability.md
/// explains each number. Callers hand over numbers and names, so this folder depends on none of theirs.
/// </summary>
internal static class Telemetry
{
    /// <summary>Names the meter and the source of spans.</summary>
    public const string Name = "CamHa.Scheduler";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);

    private static readonly Histogram<double> Looks = Meter.CreateHistogram(
        "camha.look.duration",
        "s",
        "How long a look took, by its outcome",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] });

    private static readonly Counter<long> Notices =
        Meter.CreateCounter<long>("camha.notices.issued", "{notice}", "Notices written to the ledger");

    private static readonly Counter<long> Queued =
        Meter.CreateCounter<long>("camha.outbox.queued", "{message}", "Messages written to the outbox");

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "camha.outbox.attempts",
        "{attempt}",
        "Attempts recorded, by what became of the message and the class of the server's answer");

    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>(
        "camha.outbox.dropped",
        "{message}",
        "Messages not sent because they were no longer true, or no longer worth sending");

    private static readonly Counter<long> Decided = Meter.CreateCounter<long>(
        "camha.inbox.mails", "{mail}", "Mails that came in and were decided, by what became of them");

    public static Activity? Look(string look) => Source.StartActivity($"look {look}")?.SetTag("camha.look", look);

    public static Activity? Campaigns(int count, string first) =>
        Source.StartActivity("look at campaigns")?.SetTag("camha.campaigns", count).SetTag("camha.campaign.first", first);

    // The span keeps its first name, which dashboards filter by.
    public static Activity? Batch(int attempts, int rendered) =>
        Source.StartActivity("dispatch turn")?.SetTag("camha.attempts", attempts).SetTag("camha.rendered", rendered);

    public static Activity? Render(int count) => Source.StartActivity("render mails")?.SetTag("camha.messages", count);

    /// <summary>Starts a trace of its own: the batch that claimed the message ends long before the server answers.</summary>
    public static Activity? Mail(long id) => Source.StartActivity("mail", ActivityKind.Producer)?.SetTag("camha.message.id", id);

    /// <summary>Starts a span inside another one only: polling every few seconds, and health probes, make no traces.</summary>
    /// <param name="statement">Its name in <c>sql/queries</c>; never its text or its values.</param>
    /// <param name="system">The database, in OpenTelemetry's words.</param>
    public static Activity? Statement(string statement, string system) => Activity.Current?.Source == Source
        ? Source.StartActivity(statement, ActivityKind.Client)?.SetTag("db.system.name", system).SetTag("db.query.summary", statement)
        : null;

    public static void Looked(Activity? span, string look, TimeSpan took, LookCounts counts, bool isWhole)
    {
        span?.SetStatus(isWhole ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        var name = new KeyValuePair<string, object?>("camha.look", look);
        Looks.Record(took.TotalSeconds, name, new("outcome", isWhole ? "succeeded" : "failed"));
        Notices.Add(counts.Notices, name);
        Queued.Add(counts.Messages - counts.Held, name, new("held", false));
        Queued.Add(counts.Held, name, new("held", true));
    }

    /// <summary>Counts an attempt once it is on record.</summary>
    /// <param name="outcome">What became of the message: sent, retry or dead.</param>
    /// <param name="code">The server's answer, of three digits; null where it gave none.</param>
    public static void Attempted(string outcome, int? code) =>
        Attempts.Add(1, new("outcome", outcome), new("answer", code is null ? "none" : $"{code / 100}xx"));

    /// <summary>Counts a mail that came in once it is on record what became of it.</summary>
    public static void Came(string state) => Decided.Add(1, new KeyValuePair<string, object?>("state", state));

    public static void Suppressed(int count) => Drop("suppressed", count);

    public static void Expired(int count) => Drop("expired", count);

    private static void Drop(string reason, int count) => Dropped.Add(count, new KeyValuePair<string, object?>("reason", reason));
}

/// <summary>What a look wrote.</summary>
/// <param name="Notices">New rows of the ledger.</param>
/// <param name="Messages">New outbox messages, held ones included.</param>
/// <param name="Held">Messages stopped by the brake.</param>
internal readonly record struct LookCounts(int Notices, int Messages, int Held);
