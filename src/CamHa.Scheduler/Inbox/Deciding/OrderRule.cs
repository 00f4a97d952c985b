using CamHa.Scheduler.Changes;
using CamHa.Scheduler.Clock;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Deciding;

/// <summary>
/// From what a person says of a mail to what it changes. What the mail says is taken where the person says nothing else; a completion
/// that a person names is one, and waits for nobody.
/// </summary>
internal static class OrderRule
{
    private const int LongestQuote = 200;

    /// <param name="order">What the person says.</param>
    /// <param name="mail">What the mail says, and to which plan.</param>
    /// <param name="clock">For the times that people are shown.</param>
    /// <exception cref="ChangeRefusedException">It does not say enough, or the change would be wrong.</exception>
    public static Answer Decide(ApplyOrder order, UnderstoodMail mail, CampaignClock clock)
    {
        var from = mail.From with { Week = order.Week ?? mail.From.Week };
        if (order.Notes.Count > 0)
            return Noted(order, mail with { From = from }, clock);
        var said = order.Assignments is [var only] ? About(mail.Said, mail.Plan.Assignment(only).Code) : mail.Said;
        var answer = Language.InVietnamese(() => AnswerRule.Decide(said, mail.Plan, from, clock));
        return answer.Edit is null ? throw new ChangeRefusedException(DeskWords.WhatNeeded(answer.Waiting)) : answer;
    }

    // What the mail says of no assignment is said of the one that the person names.
    private static Explanation About(Explanation said, string code) => said with
    {
        Statements = [.. said.Statements.Select(each => each.Assignment is null ? each with { Assignment = code } : each)],
    };

    private static Answer Noted(ApplyOrder order, UnderstoodMail mail, CampaignClock clock)
    {
        var (plan, from) = (mail.Plan, mail.From);
        var edit = new PlanEdit();
        var told = new List<string>();
        var quote = CleanText.OneLine(mail.Said.Text).Abbreviated(LongestQuote);
        foreach (var note in order.Notes.DistinctBy(each => each.What))
        {
            if (note.What is OrderedWhat.Report or OrderedWhat.Nothing)
            {
                var row = Submission(mail, isNothing: note.What == OrderedWhat.Nothing);
                var entered = PlanOperations.EnterSubmission(plan, row, clock);
                edit = edit with { Submissions = entered.Submissions, SubmittedWeeks = entered.SubmittedWeeks };
                told.AddRange(AnswerRule.Lines(row, mail.Said.Points?.IsUnsorted != false));
                continue;
            }

            foreach (var code in Assignments(order, mail))
            {
                if (note.What == OrderedWhat.Done)
                {
                    var done = PlanOperations.CompleteAssignment(plan, code, from.Unit, from.ReceivedAt, null);
                    edit = edit with { Progress = [.. (edit.Progress ?? []).Where(row => row.Assignment != code), .. done.Progress!] };
                    told.Add($"{code}: phần của đơn vị đã hoàn thành.");
                    continue;
                }

                var text = note.Text.Length > 0 ? note.Text : quote;
                if (text.Length == 0)
                    throw new ChangeRefusedException(ChangeWords.TextNeeded);
                // What is done needs no progress beside it.
                if (edit.Progress?.Exists(row => row.Assignment == code && row.CompletedAt is not null) == true)
                    continue;
                AnswerRule.Note(plan, code, from, text, ref edit);
                told.Add($"{code}: đã ghi tiến độ “{text}”; thời hạn giữ nguyên.");
            }
        }

        return new(edit, told, []);
    }

    private static IReadOnlyList<string> Assignments(ApplyOrder order, UnderstoodMail mail)
    {
        if (order.Assignments.Count > 0)
            return [.. order.Assignments.Select(code => mail.Plan.Assignment(code).Code).Distinct()];
        var said = mail.Said.Statements.Select(each => each.Assignment).OfType<string>().Distinct().ToList();
        return said is [_] ? said
            : mail.Codes is [_] ? mail.Codes
            : throw new ChangeRefusedException(DeskWords.AssignmentNeeded(said.Count > 0 ? said : mail.Codes));
    }

    private static SubmissionRow Submission(UnderstoodMail mail, bool isNothing)
    {
        var (said, from) = (mail.Said, mail.From);
        var week = from.Week ?? throw new ChangeRefusedException(DeskWords.WeekNeeded);
        if (isNothing)
            return AnswerRule.Row(new() { IsNothing = true }, "", week, mail.Plan, from);
        var text = said.Text.Length > 0 ? said.Text
            : said.Attachments.Count > 0 ? AnswerRule.Sent(said.Attachments.Select(file => file.Name))
            : "";
        return AnswerRule.Row(said.Points ?? new() { Results = text }, said.Text, week, mail.Plan, from);
    }
}
