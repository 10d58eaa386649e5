using System.Reflection;
using System.Text;

namespace RnnTrainer.Pages;

/// <summary>Text files that an assembly has in it, such as style sheets.</summary>
internal static class EmbeddedText
{
    /// <summary>The text, without the line ending at its end.</summary>
    /// <param name="assembly">The assembly that holds it.</param>
    /// <param name="name">The resource's logical name.</param>
    public static Html Of(Assembly assembly, string name)
    {
        using StreamReader reader = new(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return new(reader.ReadToEnd().TrimEnd());
    }
}
