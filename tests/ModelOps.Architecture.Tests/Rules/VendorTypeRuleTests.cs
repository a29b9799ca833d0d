using ModelOps.Architecture.Tests.Assemblies;

namespace ModelOps.Architecture.Tests.Rules;

public sealed class VendorTypeRuleTests
{
    [Fact]
    public void Public_APIs_show_no_vendor_type() => ProductAssemblies.Libraries.SelectMany(VendorTypeRule.Violations).ShouldBeEmpty();

    [Theory]
    [InlineData("public sealed class P { public void Use(Mono.Cecil.TypeReference type) { } }")]
    [InlineData("public sealed class P { public System.Collections.Generic.List<Mono.Cecil.TypeReference>? All; }")]
    [InlineData("public sealed class P { public Mono.Cecil.TypeReference? Get() => null; }")]
    [InlineData("public sealed class P : Mono.Cecil.TypeReference { public P() : base(\"\", \"\") { } }")]
    [InlineData("public sealed class P { public void Use<T>() where T : Mono.Cecil.TypeReference { } }")]
    public void Vendor_type_in_a_public_signature_is_found(string source) =>
        VendorTypeRule.Violations(PlantedAssembly.Compile(source)).ShouldNotBeEmpty();

    [Theory]
    [InlineData("internal sealed class P { public void Use(Mono.Cecil.TypeReference type) { } }")]
    [InlineData("public sealed class P { internal void Use(Mono.Cecil.TypeReference type) { } }")]
    [InlineData("public sealed class P { public object Make() => new Mono.Cecil.TypeReference(\"\", \"\", null, null); }")]
    public void Vendor_type_inside_is_fine(string source) => VendorTypeRule.Violations(PlantedAssembly.Compile(source)).ShouldBeEmpty();
}
