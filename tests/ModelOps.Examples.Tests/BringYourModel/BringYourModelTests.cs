using Decay;
using ModelOps.Examples.Tests.Programs;
using ModelOps.Model;

namespace ModelOps.Examples.Tests.BringYourModel;

public sealed class BringYourModelTests
{
    [Fact]
    public async Task Python_and_dotnet_examples_decay_alike()
    {
        var python = await Python.CallAsync("bring-your-model/python", "decay:simulate", """{"rate": 0.3}""", 0);
        var dotnet = new DecayModel().Simulate(new Parameters { ["rate"] = 0.3 }, seed: 0)["dose"].ToDictionary(column => column.Key, column => column.Value);
        python.Single().Column("dose", "hour").ShouldBe(((long[])dotnet["hour"]).Select(hour => (double)hour));
        python.Single().Column("dose", "amount").ShouldBe((double[])dotnet["amount"], tolerance: 1e-10);
    }

    [Theory]
    [InlineData("python", "decay.py")]
    [InlineData("dotnet", "DecayModel.cs")]
    [InlineData("dotnet", "Decay.csproj")]
    [InlineData("exec/shell", "decay")]
    public void Guide_shows_the_example_as_it_is(string folder, string file)
    {
        var guide = File.ReadAllText(Repository.At("docs", "guides", "bring-your-model.md")).ReplaceLineEndings("\n");
        guide.ShouldContain("\n" + File.ReadAllText(Repository.At("examples", "bring-your-model", folder, file)).ReplaceLineEndings("\n") + "```");
    }
}
