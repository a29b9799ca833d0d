using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Digests;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Tests.Pool;
using ModelOps.Testing.Folders;
using ModelOps.Testing.Prerequisites;

namespace ModelOps.Execution.Tests.Executables;

/// <summary>The programs of examples/bring-your-model/exec, as the guide runs them.</summary>
public sealed class ExampleProgramTests
{
    [Fact]
    public async Task Shell_script_decays() => await DecaysAsync(Example("shell"));

    [Fact]
    public async Task C_program_decays_and_says_which_parameter_is_missing()
    {
        using var bundle = new TemporaryFolder();
        File.Copy(Path.Combine(Example("c"), "decay.c"), bundle["decay.c"]);
        Prerequisite.Require(await CompilesAsync(bundle.Path), "a C compiler (cc)", "apt-get install gcc libc6-dev");
        await DecaysAsync(bundle.Path);
        var outcome = await Runs.RunOneAsync(Bind(bundle.Path), parameters: """{"rat":0.3}""");
        (outcome.Status, outcome.Error!.Type).ShouldBe((SimulationStatus.Failed, "ProgramFailed"));
        outcome.Error.Traceback.ShouldContain("""the parameter 'rate' is missing in {"rat":0.3}""");
    }

    private static async Task DecaysAsync(string bundle)
    {
        var dose = (await Runs.RunOneAsync(Bind(bundle), parameters: """{"rate":0.3}""")).Table("dose");
        dose.Rows.ShouldBe(13);
        for (var row = 0; row < dose.Rows; row++)
        {
            dose["hour"].GetInt64(row).ShouldBe(row);
            dose["amount"].GetDouble(row).ShouldBe(100 * Math.Exp(-0.3 * row), 1e-12);
        }
    }

    private static ModelBinding Bind(string bundle) => new(Digest.Of([]), bundle, Entrypoint.Parse("exec:./decay"));

    private static async Task<bool> CompilesAsync(string folder)
    {
        try
        {
            using var compiler = ChildProcess.Start(new("cc", ["-O2", "-Wall", "-Werror", "-o", "decay", "decay.c", "-lm"]) { WorkingDirectory = folder });
            var status = await compiler.Exit.WaitAsync(Runs.Patience);
            status.ShouldBe(0, compiler.ErrorTail);
            return true;
        }
        catch (Contracts.Errors.OutsideException fault) when (fault.Code == "program_not_found")
        {
            return false;
        }
    }

    private static string Example(string language)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ModelOps.slnx"))) folder = folder.Parent.ShouldNotBeNull("The tests run inside the source tree.");
        return Path.Combine(folder.FullName, "examples", "bring-your-model", "exec", language);
    }
}
