using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ModelOps.Connectors.Postgres;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Prerequisites;
using ModelOps.Testing.Processes;

namespace ModelOps.Testing.Servers.Postgres;

/// <summary>
/// Debian's PostgreSQL on a loopback port of its own, with its data in a temporary folder, never as a system service. It ends with the
/// test program, however that ends. Its superuser has a password that nobody quotes by accident.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>The superuser.</summary>
    public const string User = "mops tester";

    /// <summary>The password: quotes, a backslash, what URLs and key=value texts are made of, and letters that are not ASCII.</summary>
    public const string Password = "p'a\"s\\s w@o:r/d?ü%20=&#;{}$1";

    private const string Versions = "/usr/lib/postgresql";

    // Ends the server when the test program closes its input, also by dying.
    private const string Guard = "\"$@\" </dev/null >>\"$0\" 2>&1 & server=$!; echo started; read _; kill -QUIT $server 2>/dev/null; wait $server";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly bool _tls;
    private TestProcess? _process;
    private int _databases;

    private PostgresServer(bool tls)
    {
        _tls = tls;
        Port = FreePort();
    }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The certificate of a server with TLS, as a file: its own authority, for the name <c>elsewhere.example</c>.</summary>
    public string Certificate => Path.Combine(Data, "server.crt");

    private string Data => _folder["data"];

    private string Log => _folder["log"];

    private static string? Programs => Directory.Exists(Versions)
        ? Directory.EnumerateDirectories(Versions).Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    /// <summary>Starts a server, or skips the test where there is none (see <see cref="Prerequisite"/>).</summary>
    /// <param name="tls">Whether it offers TLS, with a certificate that no authority signed.</param>
    public static async Task<PostgresServer> StartAsync(bool tls = false)
    {
        Prerequisite.Require(Programs is not null, "Debian's PostgreSQL", "sudo apt-get install -y postgresql-15");
        var server = new PostgresServer(tls);
        await server.InitializeAsync();
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>A DSN for a database, in libpq's form, by way of a port of this server or of a proxy to it.</summary>
    public string Dsn(string database = "postgres", int? port = null) =>
        $"host=127.0.0.1 port={port ?? Port} dbname={database} user='{User}' password='{Password.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    /// <summary>The address of a database.</summary>
    public PostgresAddress Address(string database = "postgres", int? port = null) => PostgresAddress.Parse(Dsn(database, port), _ => null);

    /// <summary>Creates an empty database and gives its name.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync("postgres", $"create database {name}");
        return name;
    }

    /// <summary>Executes a statement as superuser and gives the first value of each row as text.</summary>
    public async Task<IReadOnlyList<string>> ExecuteAsync(string database, string sql)
    {
        var values = new List<string>();
        await using var connected = new PostgresDatabase(Address(database));
        await connected.ExecuteAsync(
            [new(sql) { Row = row => values.Add(Convert.ToString(row.GetValue(0), CultureInfo.InvariantCulture)!) }], CancellationToken.None);
        return values;
    }

    /// <summary>Ends the server as a crash of its machine's processes would: at once, without a last checkpoint.</summary>
    public async Task CrashAsync()
    {
        await _process!.ReadToEndAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts the server again with what it had stored.</summary>
    public async Task StartAgainAsync()
    {
        File.Delete(Path.Combine(Data, "postmaster.pid"));
        string[] settings =
        [
            $"port={Port}", "listen_addresses=127.0.0.1", $"unix_socket_directories={_folder.Path}", "max_connections=200", "fsync=off",
            "shared_preload_libraries=pg_stat_statements", $"ssl={(_tls ? "on" : "off")}",
        ];
        string[] command = [.. Unprivileged(), Path.Combine(Programs!, "postgres"), "-D", Data, .. settings.SelectMany(setting => (string[])["-c", setting])];
        _process = TestProcess.Launch("sh", ["-c", Guard, Log, .. command]);
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await ExecuteAsync("postgres", "select 1");
                return;
            }
            catch (OutsideException fault) when (fault.Retryable && TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    /// <summary>Ends the server and removes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null) await CrashAsync();
        _folder.Dispose();
    }

    private async Task InitializeAsync()
    {
        var password = _folder.Write("password", Password);
        if (Unprivileged() is not []) await RunAsync("chown", "-R", Account(), _folder.Path);
        await RunAsync([
            .. Unprivileged(), Path.Combine(Programs!, "initdb"), "-D", Data, "-U", User, "--pwfile", password, "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]);
        if (!_tls) return;
        var key = Path.Combine(Data, "server.key");
        await RunAsync([
            .. Unprivileged(), "sh", "-c", "exec \"$@\" 2>/dev/null", "sh", "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=elsewhere.example",
            "-keyout", key, "-out", Certificate]);
    }

    // The server refuses to run as root.
    private static string[] Unprivileged() => Environment.UserName == "root" ? ["setpriv", "--reuid", Account(), "--regid", Account(), "--clear-groups"] : [];

    private static string Account() => "postgres";

    private static async Task RunAsync(params string[] command)
    {
        var (status, output) = await TestProcess.RunAsync(command[0], command[1..]);
        if (status != 0) throw new InvalidOperationException($"{command[0]} ended with {status}: {output}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
