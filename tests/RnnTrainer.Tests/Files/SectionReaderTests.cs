using RnnTrainer.Files;

namespace RnnTrainer.Tests.Files;

[TestClass]
public sealed class SectionReaderTests
{
    /// <summary>Where two parts of a format had the same tag, each would read what the other wrote.</summary>
    [TestMethod]
    public void NoTwoPartsReadSectionsOfOneTag()
    {
        using BoundedReader nothing = new(new MemoryStream());
        ArgumentException error = Assert.ThrowsExactly<ArgumentException>(() => new SectionReader(nothing, ["AAAA", "BBBB", "AAAA"]));
        StringAssert.Contains(error.Message, "'AAAA'");
    }
}
