namespace RnnTrainer.Pages;

/// <summary>Text that is HTML already, and well-formed XML too.</summary>
/// <param name="Text">The markup.</param>
internal readonly record struct Html(string Text)
{
    /// <summary>Markup with values in it: each is escaped, unless it is HTML itself.</summary>
    public static Html Of(HtmlTemplate template) => new(template.ToString());

    public override string ToString() => Text;
}
