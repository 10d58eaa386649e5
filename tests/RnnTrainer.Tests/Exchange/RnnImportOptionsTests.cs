namespace RnnTrainer.Tests.Exchange;

[TestClass]
public sealed class RnnImportOptionsTests
{
    [TestMethod]
    public void EachValueIsCheckedWhereItIsSet()
    {
        Action[] wrong =
        [
            () => _ = new RnnImportOptions { Activation = (RnnActivation)7 }, () => _ = new RnnImportOptions { Pooling = 0 }, () => _ = new RnnImportOptions { Pooling = (RnnPooling)8 },
            () => _ = new RnnImportOptions { TimeSteps = 0 }, () => _ = new RnnImportOptions { FeatureColumnName = "" }, () => _ = new RnnImportOptions { LengthColumnName = " " },
            () => _ = new RnnImportOptions { LabelColumnName = "" }, () => _ = new RnnImportOptions { Labels = [] }, () => _ = new RnnImportOptions { Labels = ["a", 1] },
            () => _ = new RnnImportOptions { Labels = ["a", "a"] }, () => _ = new RnnImportOptions { Labels = [null!] }, () => _ = new RnnImportOptions { Labels = ["a", null!] },
            () => _ = new RnnImportOptions { Labels = [1m, 2m] }, () => _ = new RnnImportOptions { Names = null! }, () => _ = new RnnImportOptions { Names = new() { Head = null } },
            () => _ = new RnnTensorNames { Head = "" }, () => _ = new RnnTensorNames { Recurrent = null! },
        ];
        for (int i = 0; i < wrong.Length; i++)
        {
            ArgumentException error = Assert.Throws<ArgumentException>(wrong[i], $"{i}");
            Assert.IsFalse(string.IsNullOrEmpty(error.ParamName), $"{i}");
        }
    }

    [TestMethod]
    public void OptionsAreValues()
    {
        List<object> labels = ["a", "b"];
        RnnImportOptions options = new() { Labels = labels, TimeSteps = 3 };
        Assert.AreEqual(new RnnImportOptions { Labels = ["a", "b"], TimeSteps = 3 }, options);
        Assert.AreEqual(new RnnImportOptions { Labels = ["a", "b"], TimeSteps = 3 }.GetHashCode(), options.GetHashCode());
        Assert.AreNotEqual(options with { Labels = ["b", "a"] }, options);
        Assert.AreNotEqual(options with { Labels = null }, options);
        labels[0] = "c";
        CollectionAssert.AreEqual(new object[] { "a", "b" }, options.Labels!.ToArray());
    }
}
