namespace CamHa.Scheduler.Accounts;

/// <summary>Somebody who may use the page.</summary>
public sealed record Account
{
    public int Id { get; init; }

    /// <summary>What is typed at the login, in small letters.</summary>
    public string Name { get; init; } = "";

    /// <summary>The person's name or office, as people are shown it.</summary>
    public string Person { get; init; } = "";

    public string PasswordHash { get; init; } = "";

    public AccountRoles Roles { get; init; }

    /// <summary>Whether it sees every campaign, also those that come.</summary>
    public bool IsForAll { get; init; } = true;

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when the password is this one.</summary>
    public DateTimeOffset PasswordAt { get; init; }

    /// <summary>Null while it may be used.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>A campaign that an account sees, where it does not see all.</summary>
public sealed record AccountScope
{
    public int AccountId { get; init; }

    public int CampaignId { get; init; }

    /// <summary>The campaign's code.</summary>
    public string Code { get; init; } = "";
}

/// <summary>A login that is open.</summary>
public sealed record AccountSession
{
    /// <summary>The hash of the cookie, by which the session is ended.</summary>
    public string IdSha256 { get; init; } = "";

    public int AccountId { get; init; }

    public DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset SeenAt { get; init; }

    /// <summary>From where.</summary>
    public string Address { get; init; } = "";

    /// <summary>What the browser says it is.</summary>
    public string Browser { get; init; } = "";
}

/// <summary>Whoever is at the page.</summary>
public sealed record SignedIn
{
    /// <summary>The account's id.</summary>
    public int Id { get; init; }

    public string Name { get; init; } = "";

    public string Person { get; init; } = "";

    public AccountRoles Roles { get; init; }

    public bool IsForAll { get; init; } = true;

    public DateTimeOffset BegunAt { get; init; }

    public DateTimeOffset SeenAt { get; init; }

    /// <summary>The ids of the campaigns it sees, where it does not see all.</summary>
    public IReadOnlySet<int> Campaigns { get; init; } = new HashSet<int>();

    /// <summary>How the record of changes names whoever did something on the page.</summary>
    public string By => Name.Length > 0 ? Name : $"trang@{Environment.MachineName}";

    public bool May(Right right) => RightRule.Has(Roles, right);

    /// <summary>Whose campaigns a list is narrowed to; null for those of nobody in particular.</summary>
    public int? Scope => IsForAll ? null : Id;

    public bool Sees(int? campaignId) => IsForAll || (campaignId is { } id && Campaigns.Contains(id));
}
