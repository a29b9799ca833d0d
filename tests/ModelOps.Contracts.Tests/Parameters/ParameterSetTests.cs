using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Parameters;

namespace ModelOps.Contracts.Tests.Parameters;

public sealed class ParameterSetTests
{
    [Theory]
    [InlineData("{}", "02a98351d516148f91f93bb0ce4b4cb6468cb40e04263fb6f257e9ba37365b44")]
    [InlineData("""{"x": 1}""", "4560ff738e380536d589079a5e24b30713f9257440dfb2f0134f7350c0985942")]
    [InlineData("""{"x": 1.0}""", "3f1b615cf1dab4bfd2505c195f18fe8d70035f80beb5b0056c93844204158684")]
    [InlineData("""{"x": true}""", "a946ed8442ddbc069a69ef6288f455850a8fb2d25937c632930c5dcea78a7046")]
    [InlineData("""{"x": "1"}""", "c657235f1c6a30dbe85f13fe5d3c5ce02bec02c8484ddc05bfac84014377e2cb")]
    [InlineData("""{"x": 0.0}""", "246dd4fa2ad31c65d54a3a183efbee0d4e69237db1218ea3cf3e2a716b29ddc5")]
    [InlineData("""{"x": -0.0}""", "e69ec3a1fe2a767af4e8d1b8b24b1819d6cb92ff03342e7dde723566f80ea36f")]
    [InlineData("""{"y": 2, "x": 1.0}""", "9f6875573c0c202a9fb3a9dc2bb5585c64dc28fd888b9e3e7378c92d2c749367")]
    [InlineData("""{"x": 1.0, "y": 2.0}""", "62fd83b26522bde714e0d7566a18d0731391ff4911f5af86e5c74d491c867cb2")]
    [InlineData("""{"learning_rate": 0.01, "batch_size": 32}""", "38b8bc3f7eb0d25175d156ce77a518329331ae1a05bd77324acc3f504d9539e0")]
    [InlineData("""{"R0": 2.5, "incubation_days": 5}""", "66157bd29a3aafa5803aeb996ec2fa14679d9efbf712a0c886f83846340dc5c7")]
    [InlineData("""{"beta": 0.5}""", "2f800997d18a62ca1b17cd9a8db5fa185d3210d53749a5d1674b23cc3d2b0d20")]
    [InlineData("""{"x": 1.5, "y": 2, "name": "test", "flag": true}""", "4bdaff7bfd520bec906406d3da85e6ba6664777c2fd9bbc7bb642a410e3eb72c")]
    [InlineData("""{"a": 1e+22}""", "e9c259d75fe2d8bfa4ce2460e409a9f3044652ef9ad7b757c456cdbd40a5574e")]
    [InlineData("""{"a": 100.0}""", "18ddc42ed0999b17f9add797c94349be4eb38722ac6bdab82f820cbfe5a61149")]
    [InlineData("""{"name": "\u00e9"}""", "cabc148b03f5b052ca3f0f5ff110e4b4393147c4cb9b57cea1f0da0795648bf1")]
    public void Id_of_known_parameters_is_the_predecessors(string json, string expected) =>
        ParameterSet.Parse(json, "test").Id.ShouldBe(expected);

    [Fact]
    public void Duplicate_name_is_refused() =>
        Should.Throw<InvalidInputException>(() => ParameterSet.Parse("""{"x":1,"x":2}""", "--params")).Code.ShouldBe("invalid_json");
}
