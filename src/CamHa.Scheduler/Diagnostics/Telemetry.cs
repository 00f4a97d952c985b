using System.Diagnostics;
using System.Diagnostics.Metrics;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;

namespace CamHa.Scheduler.Diagnostics;

/// <summary>
/// What the service counts of itself, and the spans of its work. Costs next to nothing while nobody listens;
/// docs/observability.md says what each number means.
/// </summary>
internal static class Telemetry
{
    /// <summary>Names the meter and the source of spans.</summary>
    public const string Name = "CamHa.Scheduler";

    private static readonly Meter Meter = new(Name);
    private static readonly ActivitySource Source = new(Name);

    private static readonly Histogram<double> Looks = Meter.CreateHistogram(
        "camha.look.duration", "s", "How long a look took, by its outcome", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] });

    private static readonly Counter<long> Notices = Meter.CreateCounter<long>("camha.notices.issued", "{notice}", "Notices written to the ledger");

    private static readonly Counter<long> Queued = Meter.CreateCounter<long>("camha.outbox.queued", "{message}", "Messages written to the outbox");

    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>("camha.outbox.attempts", "{attempt}", "Attempts recorded, by what became of the message and the class of the server's answer");

    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>("camha.outbox.dropped", "{message}", "Messages not sent because they were no longer true, or no longer worth sending");

    public static Activity? Look(string look) => Source.StartActivity($"look {look}")?.SetTag("camha.look", look);

    public static Activity? Campaigns(int count, string first) =>
        Source.StartActivity("look at campaigns")?.SetTag("camha.campaigns", count).SetTag("camha.campaign.first", first);

    public static Activity? Batch(OutboxBatch turn) => turn.IsEmpty
        // An idle service asks every few seconds: that is no news.
        ? null
        : Source.StartActivity("dispatch turn")?.SetTag("camha.attempts", turn.Attempts.Count).SetTag("camha.rendered", turn.Rendered.Count);

    public static Activity? Render(int count) => Source.StartActivity("render mails")?.SetTag("camha.messages", count);

    /// <summary>A trace of its own: the turn that claimed the message is over long before its answer is there.</summary>
    public static Activity? Mail(OutboxMessage message) => Source.StartActivity("mail", ActivityKind.Producer)
        ?.SetTag("camha.message.id", message.Id).SetTag("camha.message.kind", message.Kind.ToString());

    /// <summary>Within a span only: what the service asks every few seconds, and a probe, make no traces.</summary>
    /// <param name="statement">Its name in <c>sql/queries</c>; never its text or its values.</param>
    /// <param name="dialect">Which database.</param>
    public static Activity? Statement(string statement, Dialect dialect) => Activity.Current?.Source == Source
        ? Source.StartActivity(statement, ActivityKind.Client)
            ?.SetTag("db.system.name", dialect == Dialect.Sqlite ? "sqlite" : "microsoft.sql_server").SetTag("db.query.summary", statement)
        : null;

    public static void Looked(Activity? span, string look, long since, IssueResult written, bool isWhole)
    {
        span?.SetStatus(isWhole ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        var name = new KeyValuePair<string, object?>("camha.look", look);
        Looks.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, name, new("outcome", isWhole ? "succeeded" : "failed"));
        Notices.Add(written.Notices, name);
        Queued.Add(written.Messages - written.Held, name, new("held", false));
        Queued.Add(written.Held, name, new("held", true));
    }

    /// <summary>What a turn has come to, once it is written down.</summary>
    public static void Recorded(OutboxBatch turn)
    {
        foreach (var attempt in turn.Attempts)
            Attempts.Add(1, new("outcome", Outcome(attempt.State)), new("answer", attempt.Code is { } code ? $"{code / 100}xx" : "none"));
        Drop("suppressed", turn.Suppressed.Count);
    }

    public static void Expired(int count) => Drop("expired", count);

    private static void Drop(string reason, int count) => Dropped.Add(count, new KeyValuePair<string, object?>("reason", reason));

    private static string Outcome(OutboxState state) => state switch
    {
        OutboxState.Sent => "sent",
        OutboxState.Dead => "dead",
        _ => "retry",
    };
}
