using CamHa.Scheduler.Nodes;
using CamHa.Scheduler.Outbox;
using CamHa.Scheduler.Storage;
using CamHa.Scheduler.Tests.Infrastructure;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CamHa.Scheduler.Tests.Outbox;

public sealed class AnswerJournalTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2022, 6, 16, 0, 30, 0, 123, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("camha-").FullName;
    private readonly LeaseOwner _owner = LeaseOwner.New();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_holds_an_answer_as_it_was_until_that_is_recorded()
    {
        using var journal = Journal();
        var answer = Answer(7) with { Reply = "2.0.0 Ok: đã nhận", InDoubt = true, Attempts = 3, FinishedAt = At.AddSeconds(2) };
        Assert.True(journal.TryKeep(answer));
        Assert.Equal(answer, Assert.Single(journal.Of(_owner.Name)));
        journal.Forget([answer]);
        Assert.Empty(journal.Of(_owner.Name));
    }

    [Fact]
    public void Nobody_but_its_owner_reads_it()
    {
        using var journal = Journal();
        Assert.True(journal.TryKeep(Answer(1)));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File()));
    }

    [Fact]
    public void It_does_not_grow_with_the_number_of_answers()
    {
        using var journal = Journal();
        for (var id = 1; id <= 1000; id++)
        {
            Assert.True(journal.TryKeep(Answer(id)));
            journal.Forget([Answer(id - 3)]);
        }

        Assert.Equal([998, 999, 1000], journal.Of(_owner.Name).Select(answer => answer.OutboxMessageId).Order());
        Assert.InRange(new FileInfo(File()).Length, 1, 4 * 1024);
    }

    [Fact]
    public void An_answer_that_was_being_written_when_the_process_died_is_none_and_that_is_said()
    {
        var log = new KeptLog();
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(log));
        using var journal = new AnswerJournal(
            _owner, Options.Create(Storage), Options.Create(new OutboxOptions()), logs.CreateLogger<AnswerJournal>());
        Assert.True(journal.TryKeep(Answer(1)));
        Assert.True(journal.TryKeep(Answer(2)));
        using (var file = new FileStream(File(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = 1024 + 40;
            file.WriteByte(99);
        }

        Assert.Empty(log.Lines);
        Assert.Equal(1, Assert.Single(journal.Of(_owner.Name)).OutboxMessageId);
        Assert.Contains($"1 answers in {File()} cannot be read", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_was_accepted_is_kept()
    {
        using var journal = Journal();
        Assert.False(journal.TryKeep(Answer(1) with { State = OutboxState.Pending }));
        Assert.False(Journal(kept: false).TryKeep(Answer(1)));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_keeps_nothing_and_stops_nothing()
    {
        using var journal = new AnswerJournal(
            _owner, Options.Create(new StorageOptions { File = Path.Combine(_folder, "none", "camha.db") }),
            Options.Create(new OutboxOptions()), NullLogger<AnswerJournal>.Instance);
        Assert.False(journal.TryKeep(Answer(1)));
        Assert.False(journal.IsKept);
    }

    [Fact]
    public void It_goes_with_its_process_unless_an_answer_is_left()
    {
        var journal = Journal();
        Assert.True(journal.TryKeep(Answer(1)));
        journal.Dispose();
        Assert.True(System.IO.File.Exists(File()));
        using var next = new AnswerJournal(
            LeaseOwner.New(), Options.Create(Storage), Options.Create(new OutboxOptions()), NullLogger<AnswerJournal>.Instance);
        Assert.Single(next.Of(_owner.Name));
        next.DropOf(_ => false);
        Assert.Single(Directory.GetFiles(_folder));
        next.DropOf(owner => owner == _owner.Name);
        Assert.Empty(Directory.GetFiles(_folder));
        var other = Journal();
        Assert.True(other.TryKeep(Answer(2)));
        other.Forget([Answer(2)]);
        other.Dispose();
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private StorageOptions Storage => new() { File = Path.Combine(_folder, "camha.db") };

    private AnswerJournal Journal(bool kept = true) => new(
        _owner, Options.Create(Storage), Options.Create(new OutboxOptions { Journal = kept }), NullLogger<AnswerJournal>.Instance);

    private string File() => Assert.Single(Directory.GetFiles(_folder));

    private Attempt Answer(long id) => new()
    {
        OutboxMessageId = id,
        Owner = _owner.Name,
        AttemptedAt = At,
        FinishedAt = At,
        InDoubt = false,
        Stage = "DATA",
        Outcome = "Delivered",
        Code = 250,
        Reply = "2.0.0 Ok",
        State = OutboxState.Sent,
        StaysInDoubt = false,
        Attempts = 1,
        NotBefore = default,
    };
}
