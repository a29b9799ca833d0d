using System.Text.Json;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Testing.Servers.Postgres;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace ModelOps.Cli.Tests.Studies;

public sealed class CentralStoreTests(PostgresFixture fixture)
{
    [Fact]
    public async Task Run_in_a_central_store_has_the_digest_of_a_local_one_and_every_command_reads_it()
    {
        using var study = new FakeStudy();
        var environment = await EnvironmentAsync();
        var local = await JsonAsync(study, environment, "run", "-f", study.Spec, "--local", "--run", "here");
        var central = await JsonAsync(study, environment, "run", "-f", study.Spec, "--run", "there");
        central.GetProperty("study_digest").GetString().ShouldBe(local.GetProperty("study_digest").GetString());
        (await JsonAsync(study, environment, "status", "there", "--dsn", "env")).ToString().ShouldBe(central.ToString());
        (await JsonAsync(study, environment, "best", "there", "--dsn", "env")).ToString().ShouldBe(central.GetProperty("best").ToString());
        (await JsonAsync(study, environment, "trials", "there", "--dsn", environment["ADAPTIVE_STORAGE_DSN"])).GetArrayLength().ShouldBe(20);
        var row = (await JsonAsync(study, environment, "list", "--dsn", "env"))[0];
        (row.GetProperty("run").GetString(), row.GetProperty("status").GetString(), row.GetProperty("trials").GetInt32()).ShouldBe(("there", "finished", 20));
        row.GetProperty("best").GetDouble().ShouldBe(central.GetProperty("best").GetProperty("loss").GetDouble());
        var exports = await Task.WhenAll(
            CliRun.In(study.Folder, environment, "adaptive", "export", "there", "--dsn", "env"),
            CliRun.In(study.Folder, environment, "adaptive", "export", "here"));
        exports[0].Out.ShouldBe(exports[1].Out);
        foreach (var rows in (string[][])[["--replicates"], ["--table", "out"]])
        {
            var there = await CliRun.In(study.Folder, environment, ["adaptive", "export", "there", "--dsn", "env", .. rows]);
            there.Status.ShouldBe(ExitStatus.Ok, there.Error);
            there.Out.ShouldBe((await CliRun.In(study.Folder, environment, ["adaptive", "export", "here", .. rows])).Out);
        }
        (await JsonAsync(study, environment, "watch", "there", "--dsn", "env")).ToString().ShouldBe(central.ToString());
        var report = await JsonAsync(study, environment, "report", "there", "--dsn", "env");
        File.ReadAllText(report.GetProperty("path").GetString()!).ShouldContain(central.GetProperty("study_digest").GetString()!);
        (await CliRun.In(study.Folder, environment, "adaptive", "status", "there")).Status.ShouldBe(ExitStatus.Failures);
        (await CliRun.In(study.Folder, environment, "adaptive", "cancel", "there", "--dsn", "env")).Error.ShouldContain("has ended already (finished)");
    }

    [Fact]
    public async Task Run_copied_to_a_central_store_and_back_is_the_same_with_its_tables()
    {
        using var laptop = new FakeStudy();
        using var other = new FakeStudy();
        var environment = await EnvironmentAsync();
        var run = await JsonAsync(laptop, environment, "run", "-f", laptop.Spec, "--local", "--run", "wandering");
        for (var again = 0; again < 2; again++)
            (await JsonAsync(laptop, environment, "copy", "wandering", "--to", "env")).ToString().ShouldBe(run.ToString());
        (await JsonAsync(other, environment, "copy", "wandering", "--from", "env")).ToString().ShouldBe(run.ToString());
        (await JsonAsync(other, environment, "status", "wandering")).ToString().ShouldBe(run.ToString());
        Tables(other).ShouldBe(Tables(laptop));
        Tables(other).Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Copy_over_another_run_of_the_name_is_refused()
    {
        using var one = new FakeStudy("one");
        using var two = new FakeStudy("two");
        File.AppendAllText(Path.Combine(two.Folder, "model.py"), "# another\n");
        var environment = await EnvironmentAsync();
        await JsonAsync(one, environment, "run", "-f", one.Spec, "--local", "--run", "same");
        await JsonAsync(two, environment, "run", "-f", two.Spec, "--run", "same");
        var refused = await CliRun.In(one.Folder, environment, "adaptive", "copy", "same", "--to", "env");
        (refused.Status, refused.Out).ShouldBe((ExitStatus.Invalid, ""));
        refused.Error.ShouldContain("is not the beginning of this one");
        (await CliRun.In(one.Folder, environment, "adaptive", "copy", "same")).Status.ShouldBe(ExitStatus.Invalid);
    }

    [Fact]
    public async Task Environment_without_an_address_is_named_and_nothing_begins()
    {
        using var study = new FakeStudy();
        var refused = await CliRun.In(study.Folder, new() { ["PGHOST"] = "db" }, "adaptive", "run", "-f", study.Spec);
        refused.Status.ShouldBe(ExitStatus.Invalid);
        refused.Error.ShouldContain("neither ADAPTIVE_STORAGE_DSN nor PGDATABASE, PGUSER is set");
        Directory.Exists(Path.Combine(study.Folder, ".modelops")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("wrong-canary-7", "store_auth")]
    [InlineData(null, "store_unreachable")]
    public async Task Password_is_in_no_error(string? password, string code)
    {
        var server = await fixture.ServerAsync();
        var secret = password ?? "closed-canary-8";
        var port = password is null ? 1 : server.Port;
        var dsn = $"postgresql://mops%20tester:{secret}@127.0.0.1:{port}/postgres";
        using var study = new FakeStudy();
        var failed = await CliRun.In(study.Folder, new() { ["ADAPTIVE_STORAGE_DSN"] = dsn }, "adaptive", "list", "--dsn", "env", "--json", "--debug");
        failed.Status.ShouldBe(ExitStatus.Outside);
        failed.Error.ShouldContain($"\"error_code\":\"{code}\"");
        (failed.Out + failed.Error).ShouldNotContain(secret);
    }

    [Fact]
    public async Task Variables_of_libpq_are_an_address_too()
    {
        var server = await fixture.ServerAsync();
        var environment = new Dictionary<string, string>
        {
            ["PGHOST"] = "127.0.0.1",
            ["PGPORT"] = $"{server.Port}",
            ["PGDATABASE"] = await server.CreateDatabaseAsync(),
            ["PGUSER"] = PostgresServer.User,
            ["PGPASSWORD"] = PostgresServer.Password,
            ["PGSSLMODE"] = "disable",
        };
        using var study = new FakeStudy();
        (await CliRun.In(study.Folder, environment, "adaptive", "list", "--dsn", "env")).Status.ShouldBe(ExitStatus.Ok);
        environment["PGSSLMODE"] = "require";
        var refused = await CliRun.In(study.Folder, environment, "adaptive", "list", "--dsn", "env", "--json");
        refused.Error.ShouldContain("\"error_code\":\"store_tls\"");
    }

    private static List<string> Tables(FakeStudy study) =>
        [.. Directory.EnumerateFiles(Path.Combine(study.Folder, ".modelops", "runs", "wandering", "tables"), "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private static async Task<JsonElement> JsonAsync(FakeStudy study, Dictionary<string, string> environment, params string[] arguments)
    {
        var run = await CliRun.In(study.Folder, environment, ["adaptive", .. arguments, "--json"]);
        run.Status.ShouldBe(ExitStatus.Ok, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    private async Task<Dictionary<string, string>> EnvironmentAsync()
    {
        var server = await fixture.ServerAsync();
        return new() { ["ADAPTIVE_STORAGE_DSN"] = server.Dsn(await server.CreateDatabaseAsync()) };
    }
}
