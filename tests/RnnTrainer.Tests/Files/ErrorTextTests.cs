using RnnTrainer.Files;

namespace RnnTrainer.Tests.Files;

[TestClass]
public sealed class ErrorTextTests
{
    [TestMethod]
    public void ALongTextIsCutAtItsOwnLimitAndNotWithinACharacter()
    {
        string text = new('x', 299);
        Assert.AreEqual(text, ErrorText.Short(text, ErrorText.MaxReason));
        Assert.AreEqual($"{text}x... (302 characters)", ErrorText.Short($"{text}xyz", ErrorText.MaxReason));
        Assert.AreEqual($"{text}... (301 characters)", ErrorText.Short($"{text}\U0001F600", ErrorText.MaxReason));
    }
}
