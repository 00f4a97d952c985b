using CamHa.Scheduler.Accounts;
using Microsoft.AspNetCore.Http.Metadata;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>The right that a route asks for.</summary>
public sealed record Needs(Right Right);

/// <summary>Marks what concerns all campaigns of the machine: only whoever sees all of them is let in.</summary>
public sealed class OfTheMachine;

/// <summary>Marks what is answered without a login, such as the health endpoints.</summary>
public sealed class ForEverybody;

/// <summary>Marks a form that carries a file. A body is read to its end only so far that its sender gets an answer.</summary>
public sealed class TakesFile : IRequestSizeLimitMetadata
{
    /// <summary>The largest file, in megabytes: a plan with pictures in it is less.</summary>
    public const int Most = 20;

    public long? MaxRequestBodySize => 64_000_000;
}
