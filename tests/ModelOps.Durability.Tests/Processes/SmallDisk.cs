using ModelOps.Testing.Prerequisites;
using ModelOps.Testing.Processes;

namespace ModelOps.Durability.Tests.Processes;

/// <summary>Runs a child on a disk of 1 MiB: a tmpfs in mount and user namespaces of its own, so without privileges and gone with the child.</summary>
internal static class SmallDisk
{
    private const string Shell = "unshare -Urm sh";

    /// <summary>
    /// Mounts the disk over a folder and runs there a shell script in which <c>"$0" "$@"</c> is the child. The test is skipped (failed
    /// under CI) where the kernel refuses such namespaces.
    /// </summary>
    public static async Task<TestProcess> StartAsync(string folder, string script, string role, params string[] arguments)
    {
        var (status, _) = await TestProcess.RunAsync("sh", "-c", $"{Shell} -c 'mount -t tmpfs none /mnt' 2>/dev/null");
        Prerequisite.Require(status == 0, "a tmpfs in a user namespace", "sysctl -w kernel.unprivileged_userns_clone=1, or run the tests as root");
        return TestProcess.StartBy(Shell, $"mount -t tmpfs -o size=1m none '{folder}' && cd '{folder}' && {script}", role, arguments);
    }
}
