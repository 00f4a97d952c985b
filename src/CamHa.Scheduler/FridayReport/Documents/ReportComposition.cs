using CamHa.Scheduler.FridayReport.Documents.Content;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.FridayReport.Wording;
using CamHa.Scheduler.Submissions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.FridayReport.Documents;

/// <summary>
/// Composes a frozen report as a document: sections I to VI and the annexes. Figures and words are the mail's own, because both
/// come from <see cref="ReportModel"/>.
/// </summary>
internal static class ReportComposition
{
    private static readonly LongText InSection = new(1_200, "toàn văn tại Phụ lục 2");

    public static ReportDocument Of(ReportSnapshot report)
    {
        var model = ReportModel.Of(report, isWhole: true, InSection);
        return new()
        {
            // A snapshot before version 2 has no letterhead.
            Letterhead = report.Letterhead ?? new LetterheadOptions().LetterheadOf(report.Place, ""),
            Number = report.Number,
            Day = DateOnly.FromDateTime(report.AsOf),
            Title = $"{model.Title} ({model.Dates})",
            // BÁO CÁO stands above it.
            Subject = [$"{WithoutKind(model.Title)} ({model.Dates})", report.CampaignName],
            AsOf = report.AsOf,
            Body =
            [
                .. model.Introduction.Select(line => new Paragraph(line)),
                .. Standing(report, model),
                .. Results(model),
                .. Progress(report, model),
                .. Words(model),
            ],
            Annexes = [ProgressTable(report), FullTexts(report), .. model.HandedFiles.Count > 0 ? [FileList(model)] : Array.Empty<Annex>()],
        };
    }

    private static string WithoutKind(string title)
    {
        const string kind = "Báo cáo ";
        return title.StartsWith(kind, StringComparison.Ordinal)
            ? char.ToUpperInvariant(title[kind.Length]) + title[(kind.Length + 1)..]
            : title;
    }

    private static IEnumerable<Block> Standing(ReportSnapshot report, ReportModel model)
    {
        yield return new Heading(1, "Tình hình báo cáo");
        foreach (var remark in model.Remarks)
            yield return new Paragraph(new Run(remark, IsItalic: true));
        var exempt = model.Exempt > 0 ? $", {model.Exempt} đơn vị được miễn" : "";
        var nothing = model.Nothing > 0 ? $" Trong số đã nộp, {model.Nothing} đơn vị báo không phát sinh." : "";
        var (onTime, rest) = model.Owing == 0
            ? ("không đơn vị nào phải nộp báo cáo", $"{exempt}.")
            : ($"{model.OnTime}/{model.Owing} đơn vị báo cáo đúng hạn",
                $" ({model.OnTimePercent}%; hạn nộp {model.CutOff}), {model.Late} đơn vị nộp muộn, "
                + $"{model.Missing} đơn vị chưa nộp{exempt}.{nothing}");
        yield return new Paragraph(new Run($"Đến {model.AsOf}, "), new Run(onTime, IsBold: true), new Run(rest));
        var late = report.In(SubmissionState.Late).Select(unit => $"{unit.Name} ({UnitLine.Moment(unit.SubmittedAt!.Value)})").ToList();
        yield return Named(SubmissionState.Late.Word(), late);
        yield return Named(SubmissionState.Missing.Word(), model.MissingUnits);
        if (model.ExemptUnits.Count > 0)
            yield return Named(SubmissionState.Exempt.Word(), model.ExemptUnits);
        if (ReportCharts.Weeks(report) is { IsEmpty: false } chart)
            yield return new ChartBlock(chart);
        yield return new Heading(2, "So với tuần trước");
        yield return new DashList([.. model.Changes.Select(line => new Paragraph(line))]);
        yield return new Heading(2, "Thư nhắc và địa chỉ của các đơn vị");
        foreach (var line in model.Audit)
            yield return new Paragraph(line);
    }

    private static Paragraph Named(string label, IReadOnlyList<string> units) =>
        Labelled(label, units.Count == 0 ? "không có." : $"{string.Join("; ", units)}.");

    private static Paragraph Labelled(string label, IReadOnlyList<string> lines) => Labelled(label, string.Join('\n', lines));

    private static Paragraph Labelled(string label, string text) => new(new Run($"{label}: ", IsBold: true), new Run(text));

    private static IEnumerable<Block> Results(ReportModel model)
    {
        yield return new Heading(1, "Kết quả trong tuần");
        if (model.Reports.Count == 0)
            yield return new Paragraph("Chưa đơn vị nào nộp báo cáo.");
        foreach (var unit in model.Reports)
            yield return Labelled(unit.Name, unit.Results);
        if (model.LateForEarlier.Count > 0)
        {
            yield return new Heading(2, "Nộp muộn cho tuần trước");
            foreach (var unit in model.LateForEarlier)
                yield return Labelled($"{unit.Name} ({unit.Received})", unit.Results);
        }

        if (model.Notes.Count > 0)
        {
            yield return new Heading(2, "Ghi chú của chuyên trách và đơn vị khác");
            foreach (var unit in model.Notes)
                yield return Labelled(unit.Name, unit.Results);
        }
    }

    private static IEnumerable<Block> Progress(ReportSnapshot report, ReportModel model)
    {
        yield return new Heading(1, "Tiến độ thực hiện nhiệm vụ");
        var waiting = model.Waiting > 0 ? $"{model.Waiting} chờ xác nhận, " : "";
        yield return new Paragraph(
            new Run($"Tổng số {model.Assignments} nhiệm vụ: {model.Done} hoàn thành, {waiting}{model.OnTrack} trong hạn, "),
            new Run($"{model.Overdue} quá hạn", IsBold: true),
            new Run($". {model.WaitingSummary}".TrimEnd() + " Chi tiết từng nhiệm vụ tại Phụ lục 1."));
        if (ReportCharts.Units(report) is { IsEmpty: false } chart)
        {
            foreach (var part in chart.OnPaper())
                yield return new ChartBlock(part);
        }

        yield return new Heading(2, "Nhiệm vụ quá hạn");
        yield return Deadlines(model.OverdueLines, "Không có nhiệm vụ quá hạn.", "Nhiệm vụ quá hạn", CellTone.Bad);
        if (model.WaitingLines.Count > 0)
        {
            yield return new Heading(2, "Chờ xác nhận hoàn thành");
            yield return Waiting(model.WaitingLines);
        }

        if (model.ReturnedLines.Count > 0)
        {
            yield return new Heading(2, "Báo hoàn thành được trả lại");
            yield return new DashList([.. model.ReturnedLines.Select(line => new Paragraph(line))]);
        }

        if (model.AskedLines.Count > 0)
        {
            yield return new Heading(2, "Đề nghị lùi hạn, chờ quyết định");
            yield return new DashList([.. model.AskedLines.Select(line => new Paragraph(line))]);
        }

        yield return new Heading(2, "Nhiệm vụ đến hạn trong hai tuần tới");
        yield return Deadlines(model.SoonLines, "Không có nhiệm vụ nào đến hạn.", "Nhiệm vụ sắp đến hạn", CellTone.Plain);
    }

    private static Block Deadlines(IReadOnlyList<DeadlineLine> lines, string none, string caption, CellTone tone) => lines.Count == 0
        ? new Paragraph(none)
        : Table(
            [
                ("Mã", CellAlignment.Left), ("Nhiệm vụ", CellAlignment.Left),
                (lines.Any(line => line.IsPartlyDone) ? DeadlineLine.OwingLabel : DeadlineLine.AllLabel, CellAlignment.Left),
                ("Thời hạn", CellAlignment.Left),
            ],
            [
                .. lines.Select(line => (IReadOnlyList<Cell>)[new(line.Code), new(line.Title), new(line.Leads), new(Due(line), tone)]),
            ],
            caption);

    private static DataTable Waiting(IReadOnlyList<WaitingLine> lines) => Table(
        [
            ("Mã", CellAlignment.Left), ("Nhiệm vụ", CellAlignment.Left), ("Đơn vị báo", CellAlignment.Left),
            ("Báo lúc", CellAlignment.Left), ("Thời hạn", CellAlignment.Left),
        ],
        [
            .. lines.Select(line => (IReadOnlyList<Cell>)
                [new(line.Code), new(line.Title), new(line.Unit), new(line.Since, CellTone.Warning), new(line.Due)]),
        ],
        "Nhiệm vụ đơn vị đã báo hoàn thành, chờ xác nhận");

    private static DataTable Table(
        IReadOnlyList<(string Header, CellAlignment Alignment)> columns,
        IReadOnlyList<IReadOnlyList<Cell>> rows,
        string caption,
        bool isLandscape = false)
    {
        var shares = ColumnShareRule.Decide(
            [.. columns.Select((column, at) => (IReadOnlyList<string>)[column.Header, .. rows.Select(row => row[at].Text)])],
            isLandscape);
        var title = columns.Select(column => column.Header).ToList().IndexOf("Nhiệm vụ");
        return new(
            [.. columns.Select((column, at) => new Column(column.Header, shares[at], column.Alignment))],
            [
                .. from row in rows
                   from piece in RowPiecesRule.Decide([.. row.Select(cell => cell.Text)], shares, title, isLandscape)
                   select (IReadOnlyList<Cell>)[.. piece.Select((text, at) => row[at] with { Text = text })],
            ],
            caption);
    }

    private static string Due(DeadlineLine line)
    {
        string[] lines = [line.Due, line.Standing, line.IsEscalated ? "cần Ban Chỉ đạo xử lý" : ""];
        return string.Join('\n', lines.Where(each => each.Length > 0));
    }

    private static IEnumerable<Block> Words(ReportModel model)
    {
        foreach (var (heading, quotes) in new[]
        {
            ("Khó khăn, vướng mắc", model.Difficulties),
            ("Đề xuất, kiến nghị", model.Proposals),
            ("Nhiệm vụ tuần tới", model.NextWeek),
        })
        {
            yield return new Heading(1, heading);
            yield return quotes.Count == 0
                ? new Paragraph("Không đơn vị nào nêu.")
                : new DashList([.. quotes.Select(quote => Labelled(quote.Unit, quote.Lines))]);
        }
    }

    private static Annex ProgressTable(ReportSnapshot report) => new("Biểu tiến độ thực hiện nhiệm vụ", IsLandscape: true,
    [
        Table(
            [
                ("TT", CellAlignment.Centre), ("Mã", CellAlignment.Left), ("Nhiệm vụ", CellAlignment.Left), ("Chủ trì", CellAlignment.Left),
                ("Phối hợp", CellAlignment.Left), ("Thời hạn", CellAlignment.Centre), ("Tình trạng", CellAlignment.Left),
                ("Tiến độ", CellAlignment.Left),
            ],
            [.. report.Assignments.Select(ProgressRow)],
            "Mỗi nhiệm vụ: đơn vị chủ trì và phối hợp, thời hạn, tình trạng, tiến độ",
            isLandscape: true),
    ]);

    private static IReadOnlyList<Cell> ProgressRow(AssignmentStatus assignment, int at) =>
        [
            new($"{at + 1}"),
            new(assignment.Code),
            new(assignment.Target.Length == 0 ? assignment.Title : $"{assignment.Title} (chỉ tiêu: {assignment.Target})"),
            new(assignment.Leads),
            new(assignment.Supports),
            new(Vietnamese.OfficialDate(assignment.DueOn)),
            assignment.State switch
            {
                AssignmentState.Done => new(assignment.State.Word(), CellTone.Good),
                AssignmentState.Waiting => new(assignment.State.Word(), CellTone.Warning),
                AssignmentState.Overdue => new($"{assignment.State.Word()} {assignment.DaysOverdue} ngày làm việc", CellTone.Bad),
                _ => new(assignment.State.Word()),
            },
            new(string.Join('\n', ReportWords.Progress(assignment))),
        ];

    private static Annex FullTexts(ReportSnapshot report)
    {
        var units = report.Units.Where(unit => unit.SubmittedAt is not null).Concat(report.LateForEarlier).Concat(report.Notes);
        var texts = units.SelectMany(FullText).ToList();
        if (texts.Count == 0)
            texts.Add(new Paragraph("Chưa đơn vị nào nộp báo cáo."));
        return new("Toàn văn báo cáo của các đơn vị", IsLandscape: false, texts);
    }

    private static Annex FileList(ReportModel model) => new("Tệp các đơn vị gửi kèm báo cáo", IsLandscape: false,
    [
        Table(
            [
                ("TT", CellAlignment.Centre), ("Đơn vị", CellAlignment.Left), ("Tên tệp", CellAlignment.Left), ("Loại", CellAlignment.Left),
                ("Dung lượng", CellAlignment.Left), ("Nhận lúc", CellAlignment.Left),
            ],
            [
                .. model.HandedFiles.Select((file, at) => (IReadOnlyList<Cell>)
                    [new($"{at + 1}"), new(file.Unit), new(file.Name), new(file.Kind), new(file.Size), new(file.Received)]),
            ],
            "Mỗi tệp: đơn vị gửi, tên, loại, dung lượng, lúc nhận"),
    ]);

    private static IEnumerable<Block> FullText(UnitReport unit)
    {
        yield return new Heading(2, $"{unit.Name} (nhận {UnitLine.ReceivedAt(unit)})");
        foreach (var (label, text) in new[]
        {
            ("Kết quả", unit.Results),
            ("Khó khăn, vướng mắc", unit.Difficulties),
            ("Đề xuất, kiến nghị", unit.Proposals),
            ("Nhiệm vụ tuần tới", unit.NextWeek),
        })
        {
            if (text.Length > 0)
                yield return Labelled(label, text);
        }
    }
}
