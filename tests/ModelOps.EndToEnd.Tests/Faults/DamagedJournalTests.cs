using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;

namespace ModelOps.EndToEnd.Tests.Faults;

/// <summary>A journal that is not what was written: its torn end is repaired and said, anything else is an error that changes nothing.</summary>
public sealed class DamagedJournalTests
{
    private const int Header = 64;
    private const int Middle = int.MinValue;

    [Fact]
    public async Task Torn_end_is_repaired_and_the_run_goes_on_to_the_same_digest()
    {
        using var undisturbed = new Workplace();
        var expected = await undisturbed.RunStudyAsync(await undisturbed.InterruptedStudyAsync(), "--resume");
        using var workplace = new Workplace();
        var study = await workplace.InterruptedStudyAsync();
        var journal = Journal(workplace);
        await using (var file = new FileStream(journal, FileMode.Open)) file.SetLength(file.Length - 7);

        var resumed = await workplace.MopsAsync("adaptive", "run", "-f", study, "--resume", "--json");

        resumed.Errors.ShouldContain("torn");
        resumed.Json().Identity().ShouldBe(expected.Identity());
        (await workplace.MopsAsync("adaptive", "status", expected.Text("run"), "--json")).Json().Identity().ShouldBe(expected.Identity());
    }

    // No reader can tell an edit of the last record from a write that a crash broke off, however long that record is.
    [Fact]
    public async Task Edited_last_record_counts_as_a_torn_end_and_is_run_again()
    {
        using var undisturbed = new Workplace();
        var expected = await undisturbed.RunStudyAsync(await undisturbed.InterruptedStudyAsync(), "--resume");
        using var workplace = new Workplace();
        var study = await workplace.InterruptedStudyAsync();
        await EditAsync(Journal(workplace), -7);

        var resumed = await workplace.MopsAsync("adaptive", "run", "-f", study, "--resume", "--json");

        resumed.Errors.ShouldContain("torn");
        resumed.Json().Identity().ShouldBe(expected.Identity());
    }

    [Theory]
    [InlineData(Header)]
    [InlineData(Middle)]
    public async Task Edited_record_is_an_error_and_nothing_is_written(int at)
    {
        using var workplace = new Workplace();
        var study = await workplace.InterruptedStudyAsync();
        var name = (await workplace.MopsAsync("adaptive", "list", "--json")).Json()[0].Text("run");
        var journal = Journal(workplace);
        await EditAsync(journal, at);
        var bytes = await File.ReadAllBytesAsync(journal);
        var before = WithoutLocks(workplace);
        var simulated = workplace.Simulated().Count;

        foreach (var command in (string[][])[["status", name], ["trials", name], ["best", name], ["export", name], ["run", "-f", study, "--resume"], ["run", "-f", study]])
        {
            var refused = (await workplace.MopsAsync(["adaptive", .. command])).Expect(3);
            refused.Output.ShouldBeEmpty();
            refused.Errors.ShouldContain(journal);
            refused.Errors.ShouldContain("damaged at byte");
        }

        (await File.ReadAllBytesAsync(journal)).ShouldBe(bytes);
        WithoutLocks(workplace).ShouldBe(before);
        workplace.Simulated().Count.ShouldBe(simulated);
        (await workplace.MopsAsync("adaptive", "list", "--json")).Json()[0].Text("status").ShouldBe("unreadable", "the list still shows it");
    }

    private static string Journal(Workplace workplace) => workplace.Journal().Single(file => file.Extension == ".log").FullName;

    // A lock names the process that last held it.
    private static IEnumerable<string> WithoutLocks(Workplace workplace) =>
        workplace.Files().Where(file => !file.Split(' ')[0].EndsWith("lock", StringComparison.Ordinal));

    private static async Task EditAsync(string path, int at)
    {
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[at == Middle ? bytes.Length / 2 : at < 0 ? bytes.Length + at : at] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
    }
}
