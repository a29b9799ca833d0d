using System.Globalization;
using ModelOps.Bundles.Workflow.States;
using ModelOps.Contracts.Quantities;

namespace ModelOps.Cli.Bundles;

/// <summary>Words and numbers that the commands about bundles share.</summary>
internal static class BundleText
{
    /// <summary>A count of files.</summary>
    public static string Files(int count) => count == 1 ? "1 file" : string.Create(CultureInfo.InvariantCulture, $"{count} files");

    /// <summary>A number of bytes for people.</summary>
    public static string Size(long bytes) => ByteSize.Text(bytes);

    /// <summary>A span of time for people.</summary>
    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");

    /// <summary>A state as it is called in JSON.</summary>
    public static string Name(FileState state) => state switch
    {
        FileState.Unchanged => "unchanged",
        FileState.AddedLocal => "added_local",
        FileState.ModifiedLocal => "modified_local",
        FileState.DeletedLocal => "deleted_local",
        FileState.AddedRemote => "added_remote",
        FileState.ModifiedRemote => "modified_remote",
        FileState.DeletedRemote => "deleted_remote",
        FileState.Conflict => "conflict",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>A state as it is told to people.</summary>
    public static string Words(string state) => state switch
    {
        "unchanged" => "unchanged",
        "added_local" => "new",
        "modified_local" => "modified",
        "deleted_local" => "deleted",
        "added_remote" => "new in the registry",
        "modified_remote" => "modified in the registry",
        "deleted_remote" => "deleted in the registry",
        "unsupported" => "no regular file",
        _ => state,
    };
}
