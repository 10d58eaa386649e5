using System.Text;

namespace RnnTrainer.Files;

/// <summary>Texts that files of UTF-8 keep as they are.</summary>
internal static class UnicodeText
{
    /// <summary>Whether every surrogate has its other half: half a pair is written as the replacement character.</summary>
    public static bool IsWhole(string text)
    {
        for (int i = 0; i < text.Length; i += char.IsSurrogate(text[i]) ? 2 : 1)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])))
                return false;
        }
        return true;
    }

    /// <summary>The text with the replacement character, U+FFFD, in the place of each half of a pair.</summary>
    public static string Whole(string text) => IsWhole(text) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
