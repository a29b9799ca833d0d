using ModelOps.EndToEnd.Tests.Projects;
using ModelOps.Testing.Commands;
using ModelOps.Testing.Servers.Postgres;

namespace ModelOps.EndToEnd.Tests.Replicas;

/// <summary>The password of a central store is in no output, error, file or record, whatever goes wrong.</summary>
[Trait("Category", "Slow")]
public sealed class SecretTests(PostgresFixture fixture)
{
    private const string Canary = "canary-p4ssw0rd";

    [Theory]
    [InlineData("wrong password", "store_auth")]
    [InlineData("closed port", "store_unreachable")]
    [InlineData("no such host", "store_unreachable")]
    [InlineData("no such database", "store_missing")]
    [InlineData("no TLS", "store_tls")]
    [InlineData("unknown key", "invalid_dsn")]
    public async Task Password_is_in_nothing_that_a_command_says(string what, string code)
    {
        using var study = await PreparedAsync(what);
        string[][] commands =
        [
            ["run", "-f", SharedStudy.Spec], ["list", "--dsn", "env"], ["status", "any", "--dsn", "env"], ["trials", "any", "--dsn", "env"],
            ["best", "any", "--dsn", "env"], ["export", "any", "--dsn", "env"], ["report", "any", "--dsn", "env"], ["watch", "any", "--dsn", "env"], ["cancel", "any", "--dsn", "env"], ["copy", "any", "--from", "env"],
        ];
        foreach (var command in commands) await CheckAsync(study.Workplace, command, code);
        FilesWith(study.Workplace, Canary).ShouldBeEmpty();
    }

    // Together: each makes six attempts.
    [Fact]
    public async Task Password_is_in_nothing_that_a_worker_says() => await Task.WhenAll(
        new (string What, string Code)[] { ("wrong password", "store_auth"), ("closed port", "store_unreachable"), ("no such database", "store_missing"), ("no TLS", "store_tls") }
            .Select(async fault =>
            {
                using var study = await PreparedAsync(fault.What);
                await CheckAsync(study.Workplace, ["worker"], fault.Code);
                FilesWith(study.Workplace, Canary).ShouldBeEmpty();
            }));

    [Fact]
    public async Task Password_of_a_run_that_goes_well_is_in_no_file_and_no_record()
    {
        var server = await fixture.ServerAsync();
        using var study = await SharedStudy.OnAsync(server);
        var user = $"owner_{study.Database}";
        await server.ExecuteAsync("postgres", $"create role {user} login password '{Canary}'");
        await server.ExecuteAsync(study.Database, $"grant create on database {study.Database} to {user}");
        study.Workplace.Environment["ADAPTIVE_STORAGE_DSN"] = $"postgresql://{user}:{Canary}@127.0.0.1:{server.Port}/{study.Database}?sslmode=disable";
        var ran = (await study.Workplace.MopsAsync("adaptive", "run", "-f", SharedStudy.Spec, "--json", "--debug")).Expect(0);
        (ran.Output + ran.Errors).ShouldNotContain(Canary);
        ran.Output.ShouldBe(await SharedStudy.LocalAsync());
        FilesWith(study.Workplace, Canary).ShouldBeEmpty();
        (await server.ExecuteAsync(study.Database, $"select count(*) from mops.event where position('{Canary}' in convert_from(body, 'UTF8')) > 0")).ShouldBe(["0"]);
    }

    private async Task<SharedStudy> PreparedAsync(string what)
    {
        var server = await fixture.ServerAsync();
        var study = await SharedStudy.OnAsync(server);
        study.Workplace.Environment["ADAPTIVE_STORAGE_DSN"] = Dsn(server, what);
        study.Workplace.Environment["ADAPTIVE_SPEC"] = SharedStudy.Spec;
        await server.ExecuteAsync(
            "postgres", $"do $$ begin create role canary login password '{Canary}'; exception when duplicate_object or unique_violation then null; end $$");
        return study;
    }

    private static async Task CheckAsync(Workplace workplace, string[] command, string code)
    {
        var failed = await workplace.MopsAsync(["adaptive", .. command, "--json", "--debug"]);
        failed.Error(code == "invalid_dsn" ? 2 : 3).Text("error_code").ShouldBe(code, failed.ToString());
        (failed.Output + failed.Errors).ShouldNotContain(Canary);
    }

    private static IEnumerable<string> FilesWith(Workplace workplace, string text) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(workplace.Project)!, "*", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file, System.Text.Encoding.Latin1).Contains(text, StringComparison.Ordinal));

    private static string Dsn(PostgresServer server, string what) => what switch
    {
        "wrong password" => $"postgresql://mops%20tester:{Canary}@127.0.0.1:{server.Port}/postgres",
        "closed port" => $"postgresql://canary:{Canary}@127.0.0.1:1/postgres",
        "no such host" => $"host=nowhere.invalid user=canary password={Canary} dbname=postgres connect_timeout=2",
        "no such database" => $"postgresql://canary:{Canary}@127.0.0.1:{server.Port}/nowhere",
        "no TLS" => $"postgresql://canary:{Canary}@127.0.0.1:{server.Port}/postgres?sslmode=require",
        _ => $"postgresql://canary:{Canary}@127.0.0.1:{server.Port}/postgres?passwrd={Canary}",
    };
}
