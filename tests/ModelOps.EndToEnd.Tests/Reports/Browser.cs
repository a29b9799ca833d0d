using Microsoft.Playwright;
using ModelOps.Testing.Prerequisites;

namespace ModelOps.EndToEnd.Tests.Reports;

/// <summary>Debian's Chromium with one page open, and all that the page complained of or asked for.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.Console += (_, message) => Complaints.Add(message.Text);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Request += (_, request) => Requests.Add(request.Url);
        page.Dialog += async (_, dialog) =>
        {
            Complaints.Add($"dialog {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Console messages, errors and dialogs.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Every address that was asked for, the page's own included.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Opens a file; skips the test where there is no Chromium.</summary>
    public static async Task<Browser> OpenAsync(string file, ColorScheme scheme, int width = 900)
    {
        Prerequisite.Require(File.Exists(Chromium), "Chromium", "sudo apt-get install -y chromium");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 }, JavaScriptEnabled = true });
        var opened = new Browser(playwright, browser, page);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return opened;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
