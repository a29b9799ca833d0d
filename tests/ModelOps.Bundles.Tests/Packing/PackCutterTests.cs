using FsCheck;
using FsCheck.Fluent;
using ModelOps.Bundles.Contents;
using ModelOps.Bundles.Packing;
using ModelOps.Contracts.Digests;

namespace ModelOps.Bundles.Tests.Packing;

public sealed class PackCutterTests
{
    [Fact]
    public void Packs_are_about_a_MiB_and_never_more_than_four()
    {
        var packs = PackCutter.Cut(Files(20_000, 9_000)).Select(pack => PackCutter.SizeOf(pack)).ToList();
        packs.Max().ShouldBeLessThanOrEqualTo(4 << 20);
        packs.Average().ShouldBeInRange(400_000, 2_000_000);
    }

    [Fact]
    public void Packs_hold_every_file_once_in_order()
    {
        var files = Files(3000, 200_000);
        PackCutter.Cut(files).SelectMany(pack => pack).ShouldBe(files);
        PackCutter.Cut([]).ShouldBeEmpty();
    }

    [Fact]
    public void Changed_file_changes_its_own_pack_only()
    {
        var property = Prop.ForAll(Gen.Choose(0, 1999).ToArbitrary(), at =>
        {
            var files = Files(2000, 20_000);
            var changed = files.Index().Select(file => file.Index == at ? file.Item with { Sha256 = Digest.Of([1]) } : file.Item).ToArray();
            return New(files, changed).Count == 1;
        });
        property.QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Added_or_removed_file_changes_the_packs_beside_it_only()
    {
        var property = Prop.ForAll(Gen.Choose(0, 1999).ToArbitrary(), at =>
        {
            var files = Files(2000, 20_000);
            var fewer = files.Where((_, i) => i != at).ToArray();
            return New(files, fewer).Count <= 2 && New(fewer, files).Count <= 2;
        });
        property.QuickCheckThrowOnFailure();
    }

    // The packs that one has and the other has not.
    private static List<string> New(ContentEntry[] before, ContentEntry[] after) => [.. Names(after).Except(Names(before))];

    private static IEnumerable<string> Names(ContentEntry[] files) => PackCutter.Cut(files).Select(pack => string.Join('|', pack.Select(file => $"{file.Path}{file.Sha256}")));

    private static ContentEntry[] Files(int count, int largest) =>
    [
        .. Enumerable.Range(0, count)
            .Select(i => new ContentEntry($"d{i % 31}/f{i}", false, (long)i * 7919 % largest, Digest.Of(BitConverter.GetBytes(i))))
            .OrderBy(file => file.Path, Utf8Order.Instance),
    ];
}
