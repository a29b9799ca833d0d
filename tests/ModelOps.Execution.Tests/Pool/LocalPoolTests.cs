using ModelOps.Execution.Tests.Samples;

namespace ModelOps.Execution.Tests.Pool;

public sealed class LocalPoolTests
{
    [Fact]
    public async Task Python_model_gives_its_tables()
    {
        using var bundle = new PythonFolder("""
            def simulate(params, seed):
                return {"t": {"day": range(3), "cases": [params["x"] * day for day in range(3)], "seed": [seed] * 3}}
            """);
        var outcome = await Runs.RunOneAsync(bundle.Bind(), parameters: """{"x":1.5}""", seed: ulong.MaxValue);
        var table = outcome.Table();
        table["day"].GetInt64(2).ShouldBe(2);
        table["cases"].ToDoubles().ShouldBe([0, 1.5, 3]);
        table["seed"].GetUInt64(0).ShouldBe(ulong.MaxValue);
        outcome.Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task Numeric_libraries_of_a_Python_model_have_one_thread_each()
    {
        using var bundle = new PythonFolder("""
            import os

            NAMES = ["OMP", "OPENBLAS", "MKL", "NUMEXPR"]


            def simulate(params, seed):
                return {"t": {"threads": [int(os.environ[f"{name}_NUM_THREADS"]) for name in NAMES]}}
            """);
        (await Runs.RunOneAsync(bundle.Bind())).Table()["threads"].ToDoubles().ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    public async Task DotNet_model_gives_its_tables()
    {
        var outcome = await Runs.RunOneAsync(DotNetModels.Bind<ArithmeticModel>(), parameters: """{"x":2}""", seed: 42);
        var table = outcome.Table();
        table["value"].ToDoubles()[9].ShouldBe(18);
        table["seed"].GetInt64(0).ShouldBe(42);
        table["even"].GetBool(2).ShouldBeTrue();
        table["name"].IsNull(3).ShouldBeTrue();
        table["name"].GetText(4).ShouldBe("row 4");
    }
}
