using CamHa.Scheduler.Outbox;

namespace CamHa.Scheduler.Tests.Inbox;

/// <summary>A machine that answers everything, and says nowhere that it is one.</summary>
public sealed class AnsweringMachineTests : IAsyncLifetime
{
    private InboxFolder _inbox = null!;

    public async ValueTask InitializeAsync() => _inbox = await InboxFolder.StartAsync();

    public ValueTask DisposeAsync() => _inbox.DisposeAsync();

    [Theory]
    [InlineData(NoticeKind.Deadline, true, "Cảm ơn quý đơn vị đã gửi thư. Chúng tôi sẽ trả lời trong thời gian sớm nhất.")]
    [InlineData(NoticeKind.Reminder, true, "Cảm ơn quý đơn vị đã gửi thư. Chúng tôi sẽ trả lời trong thời gian sớm nhất.")]
    [InlineData(NoticeKind.Deadline, false, "Văn phòng đã nhận được thư và sẽ chuyển bộ phận phụ trách xử lý.")]
    [InlineData(NoticeKind.Reminder, false, "Văn phòng đã nhận được thư và sẽ chuyển bộ phận phụ trách xử lý.")]
    public async Task It_is_answered_once(NoticeKind kind, bool namesWhatItAnswers, string text)
    {
        var sent = await _inbox.SentAsync(kind);
        await _inbox.AnswerAsync(sent, text);
        for (var round = 0; round < 4; round++)
        {
            if (await CountAsync() == 0)
                break;
            var told = await _inbox.LastMailAsync(sent.Recipient);
            await _inbox.ReceiveAsync(
                sent.Recipient,
                text,
                namesWhatItAnswers ? $"In-Reply-To: <{told.Message.MessageId}>\r\n" : "",
                namesWhatItAnswers ? $"Re: {told.Message.Subject}" : "Xin chào");
        }

        Assert.InRange(await CountAsync(), 0, 1);
    }

    [Fact]
    public async Task Whoever_answers_what_was_told_with_what_is_understood_is_told_so()
    {
        var sent = await _inbox.SentAsync(NoticeKind.Deadline, assignments: 1);
        await _inbox.AnswerAsync(sent, "Cảm ơn quý đơn vị đã gửi thư.");
        var told = await _inbox.LastMailAsync(sent.Recipient);
        await _inbox.ReceiveAsync(sent.Recipient, $"{sent.Code} đã xong", $"In-Reply-To: <{told.Message.MessageId}>\r\n");
        Assert.Equal(2, await CountAsync());
        await _inbox.ReceiveAsync(sent.Recipient, $"{sent.Code} đã xong", $"In-Reply-To: <{told.Message.MessageId}>\r\n");
        Assert.Equal(3, await CountAsync());
    }

    private Task<long> CountAsync() => _inbox.Service.CountAsync("SELECT COUNT(*) FROM OutboxMessage WHERE Kind = 'Acknowledgement'");
}
