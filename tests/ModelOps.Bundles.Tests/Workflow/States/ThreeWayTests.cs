using ModelOps.Bundles.Workflow.States;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Tests.Workflow.States;

public sealed class ThreeWayTests
{
    private static readonly FileVersion?[] Versions = [null, Version("a"), Version("b"), Version("c"), Version("a", executable: true)];

    [Theory]
    [InlineData("a", "a", null, true, FileState.Unchanged)]
    [InlineData("a", "a", "b", true, FileState.Unchanged)]
    [InlineData("a", "b", null, true, FileState.Conflict)]
    [InlineData("a", "b", "a", true, FileState.ModifiedRemote)]
    [InlineData("b", "a", "a", true, FileState.ModifiedLocal)]
    [InlineData("a", "b", "c", true, FileState.Conflict)]
    [InlineData("a", null, null, true, FileState.AddedLocal)]
    [InlineData("a", null, "a", true, FileState.DeletedRemote)]
    [InlineData("b", null, "a", true, FileState.Conflict)]
    [InlineData(null, "a", null, false, FileState.AddedRemote)]
    [InlineData(null, "a", null, true, FileState.DeletedLocal)]
    [InlineData(null, "a", "a", true, FileState.DeletedLocal)]
    [InlineData(null, "b", "a", true, FileState.Conflict)]
    [InlineData(null, "a", "a", false, FileState.DeletedLocal)]
    [InlineData(null, null, "a", true, FileState.DeletedLocal)]
    [InlineData(null, null, "a", false, null)]
    [InlineData(null, null, null, true, null)]
    public void State_follows_from_here_there_and_the_last_common_state(string? local, string? remote, string? synced, bool tracked, FileState? expected) =>
        ThreeWay.StateOf(Parse(local), Parse(remote), Parse(synced), tracked).ShouldBe(expected);

    [Fact]
    public void Executable_bit_is_part_of_a_version() =>
        ThreeWay.StateOf(Version("a", executable: true), Version("a"), Version("a"), isTracked: true).ShouldBe(FileState.ModifiedLocal);

    [Fact]
    public void Pull_without_force_never_loses_an_edit_and_takes_over_what_changed_there_only()
    {
        foreach (var (local, remote, synced, tracked) in Cases())
        {
            if (ThreeWay.StateOf(local, remote, synced, tracked) is not { } state) continue;
            var step = PullRule.StepFor(state, remote is not null, force: false);
            var isEdited = local is not null && local != synced && local != remote;
            if (isEdited) step.ShouldBeOneOf(PullStep.Keep, PullStep.Refuse);
            if (local is not null && local == synced && local != remote) step.ShouldBe(remote is null ? PullStep.Delete : PullStep.Write);
            if (local == remote) step.ShouldBe(PullStep.Keep);
        }
    }

    [Fact]
    public void Pull_with_force_ends_with_what_the_registry_has_but_for_files_that_are_new_here()
    {
        foreach (var (local, remote, synced, tracked) in Cases())
        {
            if (ThreeWay.StateOf(local, remote, synced, tracked) is not { } state) continue;
            var after = PullRule.StepFor(state, remote is not null, force: true) switch
            {
                PullStep.Write => remote,
                PullStep.Delete => null,
                PullStep.Keep => local,
                _ => throw new InvalidOperationException("Forced and still refused."),
            };
            after.ShouldBe(state == FileState.AddedLocal ? local : remote, $"{state}");
        }
    }

    [Fact]
    public void Paths_are_compared_in_the_order_of_their_bytes()
    {
        var files = new Dictionary<string, FileVersion> { ["b"] = Version("a"), ["a/x"] = Version("a"), ["a-b"] = Version("a") };
        ThreeWay.Compare(files, files, files, files.Keys.ToHashSet()).Select(entry => entry.Path).ShouldBe(["a-b", "a/x", "b"]);
    }

    private static IEnumerable<(FileVersion? Local, FileVersion? Remote, FileVersion? Synced, bool Tracked)> Cases() =>
        from local in Versions
        from remote in Versions
        from synced in Versions
        from tracked in new[] { true, false }
        where tracked || local is null
        select (local, remote, synced, tracked);

    private static FileVersion? Parse(string? text) => text is null ? null : Version(text);

    private static FileVersion Version(string text, bool executable = false) => new(Digest.Of(System.Text.Encoding.UTF8.GetBytes(text)), executable);
}
