namespace ModelOps.Cli.Keeper.Licensing;

/// <summary>The answer of <c>keeper license issue</c> and <c>keeper license mint-dev</c>.</summary>
/// <param name="License">The file of the license.</param>
/// <param name="Keyring">The file of the keyring that it holds under; null if none was written.</param>
/// <param name="Kid">The key that signed it.</param>
/// <param name="Org">Whom it is for.</param>
/// <param name="ExpiresAt">When it ends, in seconds since 1970.</param>
/// <param name="Entitlements">What it grants.</param>
internal sealed record IssuedAnswer(string License, string? Keyring, string Kid, string Org, long ExpiresAt, IReadOnlyList<string> Entitlements)
{
    /// <summary>The answer for people.</summary>
    public static void Render(IssuedAnswer answer, TextWriter output)
    {
        output.Write($"license       {answer.License}\n");
        if (answer.Keyring is not null) output.Write($"keyring       {answer.Keyring}\n");
        output.Write($"organization  {answer.Org}\n");
        output.Write($"ends          {DateText.Of(answer.ExpiresAt)}\n");
        output.Write($"grants        {string.Join(", ", answer.Entitlements)}\n");
        output.Write($"key           {answer.Kid}\n");
    }
}
