using System.Globalization;
using System.Text;

namespace RnnTrainer.Values;

/// <summary>
/// What <see cref="object.ToString"/> says of a record. Records by themselves write numbers as the thread's culture has them.
/// </summary>
internal static class RecordText
{
    /// <summary>"RnnAdam { Beta1 = 0.9, ... }", the same in every culture.</summary>
    /// <param name="name">The record's name.</param>
    /// <param name="printMembers">The record's own list of its properties.</param>
    public static string Of(string name, Func<StringBuilder, bool> printMembers)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            StringBuilder text = new();
            text.Append(name).Append(" { ");
            if (printMembers(text))
                text.Append(' ');
            return text.Append('}').ToString();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
