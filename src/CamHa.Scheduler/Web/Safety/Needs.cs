using CamHa.Scheduler.Accounts;

namespace CamHa.Scheduler.Web.Safety;

/// <summary>The right that a route asks for.</summary>
public sealed record Needs(Right Right);

/// <summary>Marks what concerns all campaigns of the machine: only whoever sees all of them is let in.</summary>
public sealed class OfTheMachine;

/// <summary>Marks what is answered without a login, such as the health endpoints.</summary>
public sealed class ForEverybody;
