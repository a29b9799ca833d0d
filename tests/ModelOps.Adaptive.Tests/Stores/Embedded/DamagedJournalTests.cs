using System.Text;
using System.Text.Json.Nodes;
using ModelOps.Adaptive.Stores.Embedded;
using ModelOps.Adaptive.Tests.Running;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Logs;
using ModelOps.Testing.Engines;
using ModelOps.Testing.Studies;

namespace ModelOps.Adaptive.Tests.Stores.Embedded;

public sealed class DamagedJournalTests
{
    private static readonly Dictionary<string, (string Code, Action<List<JsonObject>> Edit)> Edits = new()
    {
        ["rounds and replicates swapped"] = ("corrupt_study", events => (events[1], events[2]) = (events[2], events[1])),
        ["round left out"] = ("corrupt_study", events => events.RemoveAt(1)),
        ["record repeated"] = ("corrupt_study", events => events.Insert(3, Copy(events[2]))),
        ["created again"] = ("corrupt_study", events => events.Insert(3, Copy(events[0]))),
        ["no beginning"] = ("corrupt_study", events => events.RemoveAt(0)),
        ["after the end"] = ("corrupt_study", events => events.Add(Copy(events[1]))),
        ["replicate left out"] = ("corrupt_study", events => events.Remove(events.First(IsReplicate))),
        ["unknown trial"] = ("corrupt_study", events => events.First(IsReplicate)["trial"] = 99),
        ["replicate below zero"] = ("corrupt_study", events => events.First(IsReplicate)["replicate"] = -1),
        ["another loss"] = ("corrupt_study", events => events.First(IsTold)["loss"] = 0.5),
        ["another seed"] = ("corrupt_study", events => events[1]["proposals"]![0]!["seeds"]![0] = "7"),
        ["round without trials"] = ("corrupt_study", events => events[1]["proposals"] = new JsonArray()),
        ["trial without replicates"] = ("corrupt_study", events => events[1]["proposals"]![0]!["seeds"] = new JsonArray()),
        ["another spec"] = ("corrupt_journal", events => events[0]["spec"]!["model"] = "another"),
        ["no spec digest"] = ("corrupt_journal", events => events[0].Remove("spec_digest")),
        ["no format"] = ("corrupt_journal", events => events[0].Remove("format")),
        ["unknown event"] = ("corrupt_journal", events => events[1]["event"] = "square"),
        ["proposal of nothing"] = ("corrupt_journal", events => events[1]["proposals"]![0] = null),
        ["seed of nothing"] = ("corrupt_journal", events => events[1]["proposals"]![0]!["seeds"]![0] = null),
        ["seed below zero"] = ("corrupt_journal", events => events[1]["proposals"]![0]!["seeds"]![0] = "-1"),
        ["parameters of another shape"] = ("corrupt_journal", events => events[1]["proposals"]![0]!["params"] = "[1]"),
        ["no parameters"] = ("corrupt_journal", events => events[1]["proposals"]![0]!.AsObject().Remove("params")),
        ["unknown status"] = ("corrupt_journal", events => events.First(IsReplicate)["status"] = "done"),
        ["digest cut short"] = ("corrupt_journal", events => events.First(IsReplicate)["tables"]!["out"] = "sha256:short"),
        ["digest of nothing"] = ("corrupt_journal", events => events.First(IsReplicate)["tables"]!["out"] = null),
        ["no trial"] = ("corrupt_journal", events => events.First(IsReplicate).Remove("trial")),
        ["completed without loss"] = ("corrupt_journal", events => events.First(IsTold).Remove("loss")),
        ["loss in words"] = ("corrupt_journal", events => events.First(IsTold)["loss"] = "low"),
        ["failed with a loss"] = ("corrupt_journal", events => events.First(IsTold)["status"] = "failed"),
        ["no study digest"] = ("corrupt_journal", events => events[^1].Remove("study_digest")),
        ["surplus member"] = ("corrupt_journal", events => events[2]["surplus"] = true),
        ["newer format"] = ("newer_format", events => events[0]["format"] = 2),
        ["newer format with a new member"] = ("newer_format", events => (events[0]["format"], events[0]["new_member"]) = (2, "from the future")),
    };

    public static TheoryData<string> EditNames => [.. Edits.Keys];

    [Fact]
    public async Task Journal_cut_at_any_byte_is_repaired_reported_and_goes_on_to_the_same_digest()
    {
        using var campaign = new Campaign { Algorithm = () => new FeedbackAlgorithm(6) };
        var expected = await campaign.RunAsync(new HostileBehaviour(0));
        var whole = await File.ReadAllBytesAsync(SegmentOf(campaign), Campaign.Token);
        var ends = RecordEnds(whole);
        foreach (var cut in Enumerable.Range(1, 25).Select(i => ends[0] + (i * (whole.Length - ends[0]) / 26)).Append(ends[1] + 3).Append(whole.Length - 1))
        {
            await File.WriteAllBytesAsync(SegmentOf(campaign), whole[..cut], Campaign.Token);
            await using (var store = await campaign.OpenAsync())
            {
                (store.Recovery is not null).ShouldBe(!ends.Contains(cut));
                store.Recovery?.DroppedBytes.ShouldBe(cut - ends.Last(end => end <= cut));
            }
            (await campaign.RunAsync(HostileBehaviour.Worst((ulong)cut))).Digest.ShouldBe(expected.Digest, $"cut at {cut}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(24)]
    [InlineData(40)]
    public async Task Journal_cut_before_the_end_of_its_first_record_is_no_study_yet(int cut)
    {
        using var campaign = new Campaign { Algorithm = () => new FeedbackAlgorithm(6) };
        var expected = await campaign.RunAsync(new HostileBehaviour(0));
        var whole = await File.ReadAllBytesAsync(SegmentOf(campaign), Campaign.Token);
        await File.WriteAllBytesAsync(SegmentOf(campaign), whole[..cut], Campaign.Token);
        StudyFolder.HasStudy(campaign.Folder).ShouldBeFalse();
        Should.Throw<NotFoundException>(campaign.Recorded).Code.ShouldBe("run_not_found");
        (await campaign.RunAsync(new HostileBehaviour(0))).Digest.ShouldBe(expected.Digest);
    }

    [Fact]
    public async Task Flipped_byte_before_the_end_is_refused_and_nothing_is_written()
    {
        using var campaign = new Campaign { Algorithm = () => new FeedbackAlgorithm(6) };
        await campaign.RunAsync(new HostileBehaviour(0));
        var whole = await File.ReadAllBytesAsync(SegmentOf(campaign), Campaign.Token);
        foreach (var place in Enumerable.Range(0, 25).Select(i => i * RecordEnds(whole)[^2] / 25))
        {
            var damaged = whole.ToArray();
            damaged[place] ^= 0x10;
            await File.WriteAllBytesAsync(SegmentOf(campaign), damaged, Campaign.Token);
            var error = await Should.ThrowAsync<CorruptDataException>(campaign.OpenAsync, $"byte {place}");
            error.Code.ShouldBe("corrupt_log");
            error.Message.ShouldContain(SegmentOf(campaign));
            Should.Throw<CorruptDataException>(() => StudyFolder.Read(campaign.Folder));
            (await File.ReadAllBytesAsync(SegmentOf(campaign), Campaign.Token)).ShouldBe(damaged);
        }
    }

    [Theory]
    [MemberData(nameof(EditNames))]
    public async Task Edited_records_with_valid_checksums_are_refused(string name)
    {
        var (code, edit) = Edits[name];
        using var campaign = new Campaign { Algorithm = () => new FeedbackAlgorithm(6) };
        await campaign.RunAsync(new HostileBehaviour(0));
        var events = SegmentedLog.ReadAll(JournalOf(campaign)).Select(record => (JsonObject)JsonNode.Parse(record.Payload.Span)!).ToList();
        edit(events);
        await RewriteAsync(campaign, events.Select(next => next.ToJsonString()));
        (await Should.ThrowAsync<ModelOpsException>(campaign.OpenAsync)).Code.ShouldBe(code);
        Should.Throw<ModelOpsException>(() => StudyFolder.Read(campaign.Folder)).Code.ShouldBe(code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"event\":\"stopped\",\"event\":\"stopped\"}")]
    [InlineData("{\"event\":\"told\",\"trial\":0,\"status\":\"completed\",\"loss\":1e999}")]
    [InlineData("{\"event\":\"told\",\"trial\":1e99,\"status\":\"failed\"}")]
    [InlineData("{\"format\":\"two\"}")]
    [InlineData("\u0000\u0001")]
    public async Task Record_that_is_no_event_is_refused(string text)
    {
        using var campaign = new Campaign { Algorithm = () => new FeedbackAlgorithm(6) };
        await (await campaign.OpenAsync()).DisposeAsync();
        var first = Encoding.UTF8.GetString(SegmentedLog.ReadAll(JournalOf(campaign)).Single().Payload.Span);
        await RewriteAsync(campaign, [first, text]);
        var error = await Should.ThrowAsync<CorruptDataException>(campaign.OpenAsync);
        error.Code.ShouldBe("corrupt_journal");
        error.Message.ShouldStartWith("Record 1 of the journal is no event of a study: ");
    }

    private static bool IsReplicate(JsonObject next) => (string?)next["event"] == "replicate";

    private static bool IsTold(JsonObject next) => (string?)next["event"] == "told";

    private static JsonObject Copy(JsonObject next) => (JsonObject)next.DeepClone();

    private static async Task RewriteAsync(Campaign campaign, IEnumerable<string> records)
    {
        Directory.Delete(JournalOf(campaign), recursive: true);
        using var log = SegmentedLog.Open(JournalOf(campaign));
        foreach (var record in records) log.Append(Encoding.UTF8.GetBytes(record));
        await log.FlushAsync(Campaign.Token);
    }

    private static string JournalOf(Campaign campaign) => Path.Combine(campaign.Folder, "journal");

    private static string SegmentOf(Campaign campaign) => Directory.EnumerateFiles(JournalOf(campaign), "*.log").Single();

    // Where each record ends: after a header of 24 bytes each has 8 bytes and its payload, whose length is the first four.
    private static List<int> RecordEnds(byte[] segment)
    {
        var ends = new List<int>();
        for (var end = 24; end < segment.Length; ends.Add(end)) end += 8 + BitConverter.ToInt32(segment, end);
        return ends;
    }
}
