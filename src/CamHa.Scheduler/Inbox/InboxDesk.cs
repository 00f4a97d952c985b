using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Inbox.Deciding;
using CamHa.Scheduler.Inbox.Files;
using CamHa.Scheduler.Inbox.Reading;
using CamHa.Scheduler.Inbox.Sorting;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox;

/// <summary>
/// What a person does about a mail that waits: has it applied, closes it, has it read again, or asks the sender. Each is one
/// transaction, and refused where somebody has done it before.
/// </summary>
internal sealed class InboxDesk(
    Database database, PlanChanges changes, InboxDecider decider, Acknowledging acknowledging, CampaignClock clock)
{
    /// <summary>Applies a mail, as it was understood or as the person says.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="order">What the person says.</param>
    /// <param name="by">Who it is, by what way, and why.</param>
    /// <param name="isDryRun">Whether to say what would change without making it.</param>
    /// <param name="token">Cancels it; nothing is half done.</param>
    /// <exception cref="ChangeRefusedException">It was applied before, or it does not say what is to be written.</exception>
    public Task<AppliedMail> ApplyAsync(long id, ApplyOrder order, Gesture by, bool isDryRun, CancellationToken token) =>
        database.WriteAsync(
            async session =>
            {
                var mail = await OpenAsync(session, id, token);
                if (mail.State == InboxState.Applied && await IsInForceAsync(session, mail, token))
                    throw new ChangeRefusedException(DeskWords.AppliedAlready(id, mail.GestureId));
                var (bytes, incoming, answered) = await ReadAsync(session, mail, token);
                if (!mail.IsWhole && order.Notes.Count == 0)
                    throw new ChangeRefusedException(DeskWords.NotWhole(id));
                var unit = await UnitAsync(session, mail, answered, order, token)
                    ?? throw new ChangeRefusedException(DeskWords.UnitNeeded(id));
                var understood = await decider.UnderstandAsync(session, mail, bytes, incoming, answered, unit, keepsFiles: true, token);
                var isAppliedInPart = mail.State == InboxState.Triage && mail.GestureId is not null
                    && await IsInForceAsync(session, mail, token);
                var gesture = by with { Key = mail.GestureKey, Source = $"{Gesture.OfMail}{id}", SourceSha256 = mail.Sha256 };
                Answer answer;
                ChangeMade made;
                try
                {
                    answer = OrderRule.Decide(order, understood, clock);
                    made = await changes.MakeAsync(session, understood.Plan, answer.Edit!, gesture, token, isDryRun);
                }
                catch (ChangeRefusedException) when (order.Notes.Count == 0 && order.Assignments.Count == 0 && isAppliedInPart)
                {
                    throw new ChangeRefusedException(DeskWords.NothingMore(id, mail.GestureId!.Value));
                }

                if (isDryRun)
                    return new(made, answer.Understood, false, mail.Sender);
                await SettleAsync(session, mail, InboxState.Applied, DeskWords.Applied(answer.Understood), unit, made.Id, token);
                var isTold = order.Tells && await IsToldAsync(session, mail, incoming, unit, token)
                    && await acknowledging.WriteAsync(
                        session, mail, incoming, unit, answer, await decider.LevelAsync(session, mail, incoming, answered, token), token);
                return new AppliedMail(made, answer.Understood, isTold, mail.Sender);
            },
            token);

    /// <summary>Closes a mail of which nothing, or nothing more, is to be written. Nobody is told.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="reason">Why; may be empty.</param>
    /// <param name="token">Cancels it.</param>
    /// <exception cref="ChangeRefusedException">It does not wait.</exception>
    public Task<bool> IgnoreAsync(long id, string reason, CancellationToken token) => database.WriteAsync(
        async session =>
        {
            var mail = await OpenWaitingAsync(session, id, token);
            var isPartly = mail.GestureId is not null && await IsInForceAsync(session, mail, token);
            await SettleAsync(
                session,
                mail,
                isPartly ? InboxState.Applied : InboxState.Ignored,
                isPartly ? DeskWords.IgnoredRest(reason) : DeskWords.Ignored(reason),
                null,
                mail.GestureId,
                token);
            return true;
        },
        token);

    /// <summary>Has the rules decide a mail again, as if it had just come: after the address book was mended, or a fault.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="token">Cancels it.</param>
    /// <exception cref="ChangeRefusedException">It is in the plan already, or is not kept.</exception>
    public Task<bool> RetryAsync(long id, CancellationToken token) => database.WriteAsync(
        async session =>
        {
            var mail = await OpenAsync(session, id, token);
            if (mail.GestureId is { } gesture && await IsInForceAsync(session, mail, token))
            {
                throw new ChangeRefusedException(mail.State == InboxState.Applied
                    ? DeskWords.AppliedAlready(id, gesture) : DeskWords.AppliedInPart(id, gesture));
            }

            if (!mail.IsWhole)
                throw new ChangeRefusedException(DeskWords.NotWhole(id));
            await ReadAsync(session, mail, token);
            var before = new { mail.Id, StateBefore = mail.State.ToString() };
            return await session.ExecuteAsync("inbox/again", before, token) > 0
                && await decider.DecideAsync(session, mail with { IsByPerson = false }, token) is not null
                    ? true : throw new ChangeRefusedException(DeskWords.DecidedMeanwhile(id));
        },
        token);

    /// <summary>Asks the sender what is meant, and closes the mail: the answer comes as a mail of its own.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="token">Cancels it.</param>
    /// <returns>The address that is asked.</returns>
    /// <exception cref="ChangeRefusedException">It does not wait, or nobody can be asked by mail.</exception>
    public Task<string> AskAsync(long id, CancellationToken token) => database.WriteAsync(
        async session =>
        {
            var mail = await OpenWaitingAsync(session, id, token);
            var (bytes, incoming, answered) = await ReadAsync(session, mail, token);
            if (!IsOfPerson(incoming))
                throw new ChangeRefusedException(DeskWords.MachineAsked(id));
            var unit = await decider.UnitAsync(session, mail, answered, token)
                ?? throw new ChangeRefusedException(DeskWords.UnitNeededToAsk(id));
            if (!await IsToldAsync(session, mail, incoming, unit, token))
                throw new ChangeRefusedException(DeskWords.NobodyToAsk(mail.Sender));
            var understood = await decider.UnderstandAsync(session, mail, bytes, incoming, answered, unit, keepsFiles: false, token);
            var state = mail.GestureId is null ? InboxState.Asked : InboxState.Applied;
            await SettleAsync(session, mail, state, DeskWords.Asked(mail.Sender), unit, mail.GestureId, token);
            await acknowledging.AskAsync(session, mail, incoming, unit, understood, token);
            return mail.Sender;
        },
        token);

    /// <summary>What a mail is understood to say, for whoever decides it.</summary>
    /// <returns>Null where it is not kept.</returns>
    public async Task<WaitingMail?> LookAsync(DatabaseSession session, long id, CancellationToken token)
    {
        if (await session.SingleOrDefaultAsync<UndecidedMail>("inbox/to-decide", new { Id = id }, token) is not { } mail
            || await ListedMail.BytesAsync(session, id, token) is not { Length: > 0 } bytes)
            return null;
        var incoming = MailReader.Read(bytes);
        var answered = await InboxStore.OfNumberAsync(session, mail.OutboxMessageId, token);
        var unit = await decider.UnitAsync(session, mail, answered, token);
        var meant = unit ?? (answered is { Units: [var asked] }
            ? await session.SingleOrDefaultAsync<UnitOfMail>("inbox/unit", new { UnitId = asked }, token) : null);
        var files = MailFiles.Shown(await ListedMail.FilesAsync(session, id, token), bytes);
        if (meant is null)
            return new(MailExplainer.Explain(incoming, null, []), null, null, false) { Files = files };
        var understood = await decider.UnderstandAsync(session, mail, bytes, incoming, answered, meant, keepsFiles: false, token);
        var isApplied = mail.GestureId is not null && await IsInForceAsync(session, mail, token);
        return new(
            understood.Said,
            // What was sure in it would be applied again.
            mail.IsWhole && !isApplied ? AnswerRule.Decide(understood.Said, understood.Plan, understood.From, clock) : null,
            unit,
            unit is not null && await IsToldAsync(session, mail, incoming, unit, token))
        {
            IsPartlyApplied = isApplied,
            Files = files,
        };
    }

    private static async Task<UndecidedMail> OpenAsync(DatabaseSession session, long id, CancellationToken token)
    {
        var mail = await session.SingleOrDefaultAsync<UndecidedMail>("inbox/to-decide", new { Id = id }, token);
        return mail?.State switch
        {
            null or InboxState.Foreign => throw new ChangeRefusedException(DeskWords.NoMail(id)),
            InboxState.New => throw new ChangeRefusedException(DeskWords.IsBeingDecided(id)),
            _ => mail with { Again = Gesture.NewKey()[..8], IsByPerson = true },
        };
    }

    private static async Task<UndecidedMail> OpenWaitingAsync(DatabaseSession session, long id, CancellationToken token) =>
        await OpenAsync(session, id, token) switch
        {
            { State: InboxState.Triage or InboxState.Failed } waiting => waiting,
            { State: InboxState.Applied } applied => throw new ChangeRefusedException(DeskWords.AppliedAlready(id, applied.GestureId)),
            _ => throw new ChangeRefusedException(DeskWords.IgnoredAlready(id)),
        };

    private static async Task<(byte[] Bytes, IncomingMail Incoming, AnsweredMail? Answered)> ReadAsync(
        DatabaseSession session, UndecidedMail mail, CancellationToken token) =>
        await ListedMail.BytesAsync(session, mail.Id, token) is { Length: > 0 } bytes
            ? (bytes, MailReader.Read(bytes), await InboxStore.OfNumberAsync(session, mail.OutboxMessageId, token))
            : throw new ChangeRefusedException(DeskWords.NotKept(mail.Id));

    private async Task<UnitOfMail?> UnitAsync(
        DatabaseSession session, UndecidedMail mail, AnsweredMail? answered, ApplyOrder order, CancellationToken token)
    {
        if (order.Unit is not { } named)
            return await decider.UnitAsync(session, mail, answered, token);
        var campaign = order.Campaign is null && answered is not null
            ? answered.CampaignId
            : await PlanData.IdAsync(session, order.Campaign, token);
        var key = new { CampaignId = campaign, Code = await PlanFinder.UnitCodeAsync(session, campaign, named, token) };
        return await session.SingleOrDefaultAsync<UnitOfMail>("inbox/unit-of-code", key, token);
    }

    // A change that was taken back is none.
    private static async Task<bool> IsInForceAsync(DatabaseSession session, UndecidedMail mail, CancellationToken token) =>
        mail.GestureId is not { } gesture || await ChangeRecord.OneAsync(session, gesture, token) is not { UndoneById: not null };

    // No mail leaves for an address that is not in the address book.
    private static async Task<bool> IsToldAsync(
        DatabaseSession session, UndecidedMail mail, IncomingMail incoming, UnitOfMail unit, CancellationToken token) =>
        IsOfPerson(incoming)
        && await session.ScalarAsync<int>("inbox/is-written-to", new { mail.Sender, unit.CampaignId }, token) > 0;

    private static bool IsOfPerson(IncomingMail incoming) =>
        MailKindRule.Sort(incoming).Kind is MailKind.Answer or MailKind.Foreign && !MailKindRule.IsOfList(incoming);

    private async Task SettleAsync(
        DatabaseSession session,
        UndecidedMail mail,
        InboxState state,
        string reason,
        UnitOfMail? unit,
        long? gesture,
        CancellationToken token)
    {
        var changed = await session.ExecuteAsync("inbox/settle", new
        {
            mail.Id,
            State = state.ToString(),
            Reason = reason.Truncated(1000),
            DecidedAt = clock.Now,
            CampaignId = unit?.CampaignId,
            UnitId = unit?.UnitId,
            GestureId = gesture,
            StateBefore = mail.State.ToString(),
        }, token);
        if (changed == 0)
            throw new ChangeRefusedException(DeskWords.DecidedMeanwhile(mail.Id));
    }
}

/// <summary>What became of a mail that a person had applied.</summary>
/// <param name="Made">The change.</param>
/// <param name="Understood">What was applied, a line each.</param>
/// <param name="IsTold">Whether the sender is told by mail.</param>
/// <param name="Sender">Who wrote it.</param>
internal sealed record AppliedMail(ChangeMade Made, IReadOnlyList<string> Understood, bool IsTold, string Sender);

/// <summary>A mail as whoever decides it sees it.</summary>
/// <param name="Said">What it was understood to say.</param>
/// <param name="Answer">
/// What would be made of it, if it is from the unit whose mail it answers; null where that is none, or the sure part is in the plan.
/// </param>
/// <param name="Unit">Whose it is; null where that cannot be told.</param>
/// <param name="CanBeAsked">Whether the sender can be asked by mail.</param>
internal sealed record WaitingMail(Explanation Said, Answer? Answer, UnitOfMail? Unit, bool CanBeAsked)
{
    /// <summary>Whether what was sure in it is in the plan.</summary>
    public bool IsPartlyApplied { get; init; }

    /// <summary>What came with it, by its content.</summary>
    public IReadOnlyList<ReceivedFile> Files { get; init; } = [];
}
