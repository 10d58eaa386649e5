namespace RnnTrainer.Model;

/// <summary>The version ladder of saved networks: major in the upper half, minor in the lower.</summary>
internal static class ModelVersion
{
    /// <summary>1.1: the first format.</summary>
    public const uint First = 0x00010001;

    /// <summary>
    /// 1.2: networks of every form, sequences of any length; gradient norm and validation of each epoch, and the best epoch.
    /// </summary>
    public const uint Forms = 0x00010002;

    /// <summary>1.3: sections with tags. What is added later is a section, not a version.</summary>
    public const uint Sections = 0x00010003;

    /// <summary>What this code writes.</summary>
    public const uint Written = Sections;
}
