using System.Security.Cryptography;
using CamHa.Scheduler.FridayReport;
using CamHa.Scheduler.FridayReport.Snapshot;
using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Tests.Infrastructure;
using MimeKit;

namespace CamHa.Scheduler.Tests.FridayReport;

/// <summary>The week's reports as files: in the mails, in the archive, and written again.</summary>
public class ReportArchiveTests
{
    private static readonly DateTime Evening = new(2022, 6, 17, 17, 0, 0);
    private static readonly DateTime Monday = new(2022, 6, 20, 8, 0, 0);

    [Fact]
    public async Task Every_report_is_filed_with_its_three_files_and_its_figures()
    {
        await using var service = await Service.StartAsync();
        await service.RunAsync(Service.Start, Monday);
        Assert.Equal(
            new[] { "2022-W24", "2022-W24_bo-sung" }.SelectMany(
                name => new[] { "docx", "json", "pdf", "xlsx" }.Select(kind => $"BaoCaoTuan_{name}.{kind}"))
                .Order(),
            Directory.GetFiles(Archive(service)).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_report_written_again_is_the_one_that_was_filed_and_mailed_to_the_byte()
    {
        await using var service = await Service.StartAsync();
        await service.RunAsync(Service.Start, Evening);
        var json = await File.ReadAllTextAsync(Path.Combine(Archive(service), "BaoCaoTuan_2022-W24.json"), Service.Token);
        var again = new ReportFiles(ReportSnapshot.FromJson(json)).WithSnapshot(json);
        await using var session = await service.Database.OpenAsync(Service.Token);
        var filed = await session.QueryAsync<Filed>("report/files", new { ReportId = 1 }, Service.Token);
        Assert.Equal(4, filed.Count);
        var mail = Assert.Single(
            service.Transport.Mails,
            mail => mail.Recipient == "bcd-ntm@camha.example" && mail.Subject.Contains("tổng hợp", StringComparison.Ordinal));
        foreach (var file in again)
        {
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Archive(service), file.Name), Service.Token), file.Content);
            Assert.Equal(
                Assert.Single(filed, each => each.Name == file.Name).Sha256,
                Convert.ToHexStringLower(SHA256.HashData(file.Content)));
            if (!file.Name.EndsWith(".json", StringComparison.Ordinal))
                Assert.Equal(
                    file.Content,
                    Content(Assert.Single(mail.Message.Attachments.OfType<MimePart>(), part => part.FileName == file.Name)));
        }
    }

    [Fact]
    public async Task The_mail_shows_its_charts_with_words_for_who_cannot_see_them()
    {
        await using var service = await Service.StartAsync();
        await service.RunAsync(Service.Start, Evening);
        var mail = Assert.Single(
            service.Transport.Mails,
            mail => mail.Recipient == "bcd-ntm@camha.example" && mail.Subject.Contains("tổng hợp", StringComparison.Ordinal));
        var pictures = mail.Message.BodyParts.OfType<MimePart>().Where(part => part.ContentType.MimeType == "image/png").ToList();
        Assert.Equal(2, pictures.Count);
        Assert.All(
            pictures,
            picture => Assert.Contains(
                $"<img src=\"cid:{picture.ContentId}\" alt=\"Biểu đồ ",
                mail.Message.HtmlBody,
                StringComparison.Ordinal));
        Assert.Contains(
            "Kèm theo: BaoCaoTuan_2022-W24.docx, BaoCaoTuan_2022-W24.pdf, BaoCaoTuan_2022-W24.xlsx.",
            mail.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_program_that_keeps_pictures_by_their_id_shows_those_of_this_mail()
    {
        await using var service = await Service.StartAsync();
        await service.RunAsync(Service.Start, Evening);
        var mails = service.Transport.Mails.Where(mail => mail.Subject.Contains("tổng hợp", StringComparison.Ordinal)).ToList();
        Assert.True(mails.Count > 1);
        var ids = new HashSet<string>();
        foreach (var message in mails.Select(mail => mail.Message))
        {
            var related = Assert.Single(message.BodyParts.OfType<MimePart>().Select(ParentOf).OfType<Multipart>().Distinct());
            Assert.Equal("multipart/alternative", related.ContentType.Parameters["type"]);
            foreach (var picture in message.BodyParts.OfType<MimePart>().Where(part => part.ContentId is not null))
            {
                Assert.EndsWith(message.MessageId!, picture.ContentId, StringComparison.Ordinal);
                Assert.True(ids.Add(picture.ContentId!));
            }

            MimeEntity? ParentOf(MimePart part) =>
                part.ContentId is null ? null : ((Multipart)message.Body!).OfType<Multipart>().Single(each => each.Contains(part));
        }
    }

    [Fact]
    public async Task A_week_of_very_long_texts_still_makes_a_mail_that_a_server_takes()
    {
        await using var service = await Service.StartAsync("Report:MaxMailMegabytes=1");
        await service.ExecuteAsync(
            $"UPDATE WeeklySubmission SET Results = '{string.Concat(Enumerable.Repeat("Vận động nhân dân hiến đất. ", 3_600))}'");
        await service.RunAsync(Service.Start, Evening);
        var mail = Assert.Single(
            service.Transport.Mails,
            mail => mail.Recipient == "bcd-ntm@camha.example" && mail.Subject.Contains("tổng hợp", StringComparison.Ordinal));
        Assert.InRange(mail.Bytes.Length, 100_000, 1024 * 1024);
        Assert.Contains("hiến đất. […] (toàn văn trong báo cáo lưu trữ)", mail.Text, StringComparison.Ordinal);
        Assert.Contains("BaoCaoTuan_2022-W24.docx", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_files_the_mail_says_nothing_of_them_and_the_snapshot_is_filed()
    {
        await using var service = await Service.StartAsync("Report:MakeFiles=false");
        await service.RunAsync(Service.Start, Evening);
        var mail = Assert.Single(
            service.Transport.Mails,
            mail => mail.Recipient == "bcd-ntm@camha.example" && mail.Subject.Contains("tổng hợp", StringComparison.Ordinal));
        Assert.Empty(mail.Message.Attachments);
        Assert.DoesNotContain("BaoCaoTuan", mail.Text, StringComparison.Ordinal);
        Assert.Equal(["BaoCaoTuan_2022-W24.json"], Directory.GetFiles(Archive(service)).Select(Path.GetFileName));
    }

    [Fact]
    public async Task An_archive_address_gets_a_copy_though_it_is_nobodys_contact()
    {
        await using var service = await Service.StartAsync("Report:ArchiveAddress=luu@camha.example");
        await service.RunAsync(Service.Start, Evening);
        var copy = Assert.Single(service.Transport.Mails, mail => mail.Recipient == "luu@camha.example");
        Assert.Contains("luu@camha.example", copy.Message.Cc.Mailboxes.Select(each => each.Address));
    }

    [Fact]
    public async Task An_archive_that_cannot_be_written_keeps_no_report_from_being_sent_and_is_filled_later()
    {
        await using var service = await Service.StartAsync("Report:ArchiveFolder=taken/reports");
        var taken = Path.Combine(service.Folder, "taken");
        await File.WriteAllTextAsync(taken, "", Service.Token);
        await service.LookAsync("report", Evening);
        await service.DispatchAsync(Evening);
        await Assert.ThrowsAnyAsync<IOException>(() => service.Get<ReportArchive>().FileAsync(Service.Token));
        Assert.Contains(service.Transport.Mails, mail => mail.Subject.Contains("tổng hợp", StringComparison.Ordinal));

        File.Delete(taken);
        Assert.Equal(1, await service.Get<ReportArchive>().FileAsync(Service.Token));
        Assert.Equal(0, await service.Get<ReportArchive>().FileAsync(Service.Token));
        Assert.True(File.Exists(Path.Combine(taken, "reports", "NTM-2022", "BaoCaoTuan_2022-W24.docx")));
    }

    [Fact]
    public async Task A_copy_of_the_database_files_nothing()
    {
        await using var service = await Service.StartAsync();
        await service.LookAsync("report", Evening);
        await service.Get<CloneGuard>().ArmAsync(Service.Token);
        await service.ExecuteAsync("UPDATE Installation SET Machine = 'another';");
        Assert.Equal(0, await service.Get<ReportArchive>().FileAsync(Service.Token));
    }

    [Theory]
    [InlineData("../../etc", "______etc")]
    [InlineData("NTM 2022/Ứng", "NTM_2022__ng")]
    public void No_path_comes_from_a_campaigns_code(string code, string folder) =>
        Assert.Matches(
            $"^{folder}-[0-9a-f]{{8}}$",
            Path.GetRelativePath("reports", ReportFiles.FolderOf(Builders.Reports.Report() with { CampaignCode = code }, "reports")));

    [Fact]
    public void Campaigns_whose_codes_look_alike_have_a_folder_each()
    {
        string[] codes = ["NTM.26", "NTM_26", "NTM 26", "..", "__", "CON", "NTM-26"];
        Assert.Equal(
            codes.Length,
            codes.Select(code => ReportFiles.FolderOf(code, "reports")).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        // The folders of most campaigns stay where they are.
        Assert.Equal(Path.Combine("reports", "NTM_26"), ReportFiles.FolderOf("NTM_26", "reports"));
    }

    private static string Archive(Service service) => Path.Combine(service.Folder, "reports", "NTM-2022");

    private static byte[] Content(MimePart part)
    {
        using var stream = new MemoryStream();
        part.Content!.DecodeTo(stream, Service.Token);
        return stream.ToArray();
    }

    private sealed record Filed
    {
        public string Name { get; init; } = "";

        public string Sha256 { get; init; } = "";
    }
}
