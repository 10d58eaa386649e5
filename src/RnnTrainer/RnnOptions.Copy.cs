using System.Reflection;

namespace RnnTrainer;

// A record's own copy constructor is hidden from other languages. This one copies field by field, so that no option is forgotten.
public sealed partial record RnnOptions
{
    /// <summary>Copies settings, for languages without <see langword="with"/>.</summary>
    /// <param name="original">The settings to copy, such as a preset.</param>
    /// <remarks>
    /// F#: <c>RnnOptions(RnnOptions.Lstm, Epochs = 2)</c>. Visual Basic: <c>New RnnOptions(RnnOptions.Lstm) With {.Epochs = 2}</c>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="original"/> is null.</exception>
#pragma warning disable CS9264 // The compiler does not see that the loop sets each of them.
    public RnnOptions(RnnOptions original)
#pragma warning restore CS9264
    {
        ArgumentNullException.ThrowIfNull(original);
        foreach (FieldInfo field in typeof(RnnOptions).GetFields(BindingFlags.Instance | BindingFlags.NonPublic))
            field.SetValue(this, field.GetValue(original));
        minimum = minimum with { IsCopied = true };
    }
}
