using System.Globalization;
using System.Security.Cryptography;
using ModelOps.Testing.Prerequisites;
using ModelOps.Testing.Processes;
using Shouldly;
using Xunit;

namespace ModelOps.Testing.Servers.Dask;

/// <summary>
/// Network namespaces on a bridge of this machine, each a host of its own with an address of its own. They go with the test program, however
/// that ends.
/// </summary>
public sealed class HostNetwork : IAsyncDisposable
{
    private const ulong Capabilities = 1UL << 21 | 1UL << 12;

    // Undoes all that it did when the test program closes its input, also by dying or when a step fails.
    private const string Guard = """
        exec 2>&1
        name=$1 net=$2 first=$3 count=$4
        clear() {
            for i in $(seq "$count"); do ip link del "${name}v$i"; ip netns del "$name-$i"; done >/dev/null 2>&1
            ip link del "$name" >/dev/null 2>&1
        }
        trap clear EXIT
        set -e
        ip link add "$name" type bridge
        ip addr add "$net.$first/29" dev "$name"
        ip link set "$name" up
        for i in $(seq "$count"); do
            ip netns add "$name-$i"
            ip link add "${name}v$i" type veth peer name eth0 netns "$name-$i"
            ip link set "${name}v$i" master "$name" up
            ip -n "$name-$i" addr add "$net.$((first + i))/29" dev eth0
            ip -n "$name-$i" link set lo up
            ip -n "$name-$i" link set eth0 up
        done
        echo ready
        read _ || true
        """;

    private readonly TestProcess _guard;
    private readonly string _name;
    private readonly string _net;
    private readonly int _first;

    private HostNetwork(TestProcess guard, string name, string net, int first) => (_guard, _name, _net, _first) = (guard, name, net, first);

    /// <summary>The address of this machine, where the namespaces reach it.</summary>
    public string Address => Numbered(0);

    /// <summary>
    /// Makes namespaces, at most five. Skips the test for users who may not administrate networks, which nothing that is installed changes;
    /// where <c>ip</c> alone is missing, see <see cref="Prerequisite"/>.
    /// </summary>
    public static async Task<HostNetwork> CreateAsync(int hosts)
    {
        Assert.SkipUnless(IsAdministrator(), "This test makes network namespaces, which only root may (CAP_SYS_ADMIN and CAP_NET_ADMIN). Run it as root.");
        Prerequisite.Require(HasIp(), "the command ip", "sudo apt-get install -y iproute2");
        var name = "mops" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3));
        // A network of eight addresses from those that RFC 2544 sets apart for tests of networks.
        var block = RandomNumberGenerator.GetInt32(1 << 13) * 8;
        var (net, first) = (string.Create(CultureInfo.InvariantCulture, $"198.18.{block >> 8}"), (block & 255) + 1);
        var guard = TestProcess.Launch("sh", "-c", Guard, "sh", name, net, Text(first), Text(hosts));
        var said = await guard.ReadLineAsync();
        if (said != "ready") said += await guard.ReadToEndAsync();
        said.ShouldBe("ready");
        return new(guard, name, net, first);
    }

    /// <summary>A host of it, from 1.</summary>
    public WorkerHost Host(int number) => new(Numbered(number)) { Enter = ["ip", "netns", "exec", $"{_name}-{Text(number)}"] };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _guard.ReadToEndAsync();
        _guard.Dispose();
    }

    private string Numbered(int number) => $"{_net}.{Text(_first + number)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool HasIp() => new[] { "/usr/sbin/ip", "/sbin/ip", "/usr/bin/ip", "/bin/ip" }.Any(File.Exists);

    private static bool IsAdministrator()
    {
        if (!OperatingSystem.IsLinux()) return false;
        var effective = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("CapEff:", StringComparison.Ordinal)).Split('\t')[1];
        return (ulong.Parse(effective, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & Capabilities) == Capabilities;
    }
}
